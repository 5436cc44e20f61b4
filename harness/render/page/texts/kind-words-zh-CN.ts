import type { LeakKind } from '../../../retention/index.js';

export const LOCALE = 'zh-CN';

/** How a collection has grown, if that is known; `noun` is what it is. */
export function longer({ holder, places, collections, detail }: LeakKind, noun: string): string | undefined {
  if (places === null) return undefined;
  const isOne = collections === null || collections === 1;
  const like = isOne ? '' : `这 ${collections.toLocaleString(LOCALE)} 个${noun.trimStart()}`;
  const one = holder === null ? noun : `${noun.trimEnd()} ${code(holder)} `;
  const subject = isOne ? `该${one}` : holder === null ? `${like}共` : `${like}（例如 ${code(holder)}）共`;
  const rest = detail === 'new-objects' ? '并持有运行期间新分配且没有被移除的对象' : '但其中没有新的对象';
  return `${subject}约增加了 ${places.toLocaleString(LOCALE)} 个位置，${rest}。`;
}

/** The name as the beginning of a sentence, or as that after a mark. */
export function atStart(name: string | null, otherwise: string): string {
  return name === null ? otherwise : `${code(name)} `;
}

/** The name between Chinese characters. */
export function within(name: string | null, otherwise: string): string {
  return name === null ? otherwise : ` ${code(name)} `;
}

/** Marks a text as code. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
