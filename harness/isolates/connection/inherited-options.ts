/** Options that start a script that is not a file, each with that script as its value. */
const SCRIPTS = /^(-e|--eval|-p|--print|-pe)$/;
/** The same options with their value in one word, and options that apply only to such a script. */
const ABOUT_SCRIPTS = /^(--eval=|--print=|--input-type=|-i$|--interactive$|-c$|--check$|--test$)/;

/**
 * Returns the Node options of this process for another process that runs a file of the harness: all but those that
 * specify a script, because that would run instead.
 */
export function inheritedOptions(own: readonly string[] = process.execArgv): string[] {
  const options: string[] = [];
  for (let at = 0; at < own.length; at++) {
    const option = own[at] ?? '';
    // A value never starts with a hyphen; without a value the script comes from standard input.
    const hasValue = own[at + 1]?.startsWith('-') === false;
    if (SCRIPTS.test(option) || option === '--input-type') at += hasValue ? 1 : 0;
    else if (!ABOUT_SCRIPTS.test(option)) options.push(option);
  }
  return options;
}
