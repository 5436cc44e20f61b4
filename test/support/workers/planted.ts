/** Two of them hold one text each; `Planted.text` is the same in all. */
export class Planted {
  readonly text: string;
  readonly ref: WeakRef<object>;
  constructor(text: string) {
    // A text of its own each time: V8 shares those that are written in the source.
    this.text = Buffer.from(text).toString();
    this.ref = new WeakRef({ text });
  }
}

const held: Planted[] = [];

/** Holds so many objects with a text that all have in common, and weak references to what nobody holds. */
export function plant({ count, text }: { count: number; text: string }): void {
  for (let more = 0; more < count; more++) held.push(new Planted(text));
}
