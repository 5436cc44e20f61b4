/** One special term of the pages and cases, in one language. */
export interface GlossaryEntry {
  /** The same in all languages. */
  readonly id: string;
  /** The spellings that occur in texts, in singular and plural; each belongs to one entry only. */
  readonly forms: readonly string[];
  /** Explanation for a JavaScript developer who does not know ThreadLocal or V8's GC: one or two sentences. */
  readonly gloss: string;
}

/** The special terms in one language, in the same order in all languages. */
export type Glossary = readonly GlossaryEntry[];
