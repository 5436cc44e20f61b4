import type { VNode } from 'preact';

/** An outcome as a sign and words, so that colour is not its only signal. */
export function SignedMark({ kind, sign, text }: { kind: string; sign: string; text: string }): VNode {
  return (
    <span class={`outcome ${kind}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      {text}
    </span>
  );
}
