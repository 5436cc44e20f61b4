/** A deliberate way to break the subject or the harness, and what must notice. */
export interface Mutant {
  readonly name: string;
  /** Source file, and a text in it that occurs once. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** A case id, or the compiled test file, which must fail. */
  readonly killer: { readonly case: string } | { readonly test: string };
}
