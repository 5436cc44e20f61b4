import type { ComponentChildren, VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { ShownVariant } from '../../model/shown-report.js';

interface ColumnsProps {
  readonly variants: readonly ShownVariant[];
  readonly texts: Texts;
  readonly children: (variant: ShownVariant) => ComponentChildren;
}

/** The variants of a case side by side, each under its title; one below the other on a narrow screen. */
export function Columns({ variants, texts, children }: ColumnsProps): VNode {
  return (
    <div class="columns">
      {variants.map((variant) => (
        <div key={variant.variant} class={`column ${variant.role}`}>
          <VariantTitle variant={variant} texts={texts} />
          {children(variant)}
        </div>
      ))}
    </div>
  );
}

/** The title of a variant as a heading, with its role. */
export function VariantTitle({ variant, texts }: { variant: ShownVariant; texts: Texts }): VNode {
  return (
    <h5>
      {variant.title}
      <Role variant={variant} texts={texts} />
    </h5>
  );
}

/** What a variant is there for: it leaks, it is cured, or it is compared with these. */
export function Role({ variant: { role }, texts }: { variant: ShownVariant; texts: Texts }): VNode {
  return (
    <>
      {' '}
      <span class={`role obs ${role}`}>{texts.role[role]}</span>
    </>
  );
}
