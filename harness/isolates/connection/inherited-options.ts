/** What starts a script that is no file, each with that script as its value. */
const SCRIPTS = /^(-e|--eval|-p|--print|-pe)$/;
/** The same in one word, and what is said of such a script alone. */
const ABOUT_SCRIPTS = /^(--eval=|--print=|--input-type=|-i$|--interactive$|-c$|--check$|--test$)/;

/**
 * The Node options of this process for another process that runs a file of the harness: all but those that name a
 * script, because that would be run instead.
 */
export function inheritedOptions(own: readonly string[] = process.execArgv): string[] {
  const options: string[] = [];
  for (let at = 0; at < own.length; at++) {
    const option = own[at] ?? '';
    // A value never looks like an option; without one the script comes from the standard input.
    const hasValue = own[at + 1]?.startsWith('-') === false;
    if (SCRIPTS.test(option) || option === '--input-type') at += hasValue ? 1 : 0;
    else if (!ABOUT_SCRIPTS.test(option)) options.push(option);
  }
  return options;
}
