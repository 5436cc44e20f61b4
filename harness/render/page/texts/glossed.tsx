import type { VNode } from 'preact';
import { findTerms } from './find-terms.js';
import type { FoundTerm } from './find-terms.js';
import type { Texts } from './texts.js';

/** Where terms are marked: once in each scope. */
export interface GlossScope {
  /** Begins the ids of the scope's glosses. */
  readonly id: string;
  /** Ids of the terms that are marked already; the text adds its own. */
  readonly seen: Set<string>;
  readonly texts: Texts;
}

/** Returns a scope in which no term is marked yet. */
export function glossScope(id: string, texts: Texts): GlossScope {
  return { id, seen: new Set(), texts };
}

/** A text in which each special term opens its explanation where it stands: when pointed at, focused or touched. */
export function Glossed({ text, scope }: { text: string; scope: GlossScope }): VNode {
  return (
    <span class="glossed">
      {findTerms(text, scope.texts.glossary, scope.seen).map((part) =>
        typeof part === 'string' ? part : <Term key={part.term.id} found={part} scope={scope} />,
      )}
    </span>
  );
}

function Term({ found: { term, text }, scope }: { found: FoundTerm; scope: GlossScope }): VNode {
  const id = `gloss-${scope.id}-${term.id}`;
  return (
    <span class="term">
      <button type="button" aria-describedby={id}>
        {text}
      </button>
      <span class="gloss" role="tooltip" id={id}>
        {term.gloss}
      </span>
    </span>
  );
}
