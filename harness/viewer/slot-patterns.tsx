import type { VNode } from 'preact';

/** Size of one slot in the drawing's own units. */
export const SLOT_WIDTH = 24;
export const SLOT_HEIGHT = 18;

/**
 * How a slot looks, drawn once and referred to by every grid. The left half is the key, the right half the value: a
 * stale slot has a crossed-out hole where its key was.
 */
export function SlotPatterns(): VNode {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <Pattern id="slot-L">
          <path class="k" d="M2 2h10v14h-10z" />
          <path class="v" d="M12 2h10v14h-10z" />
        </Pattern>
        <Pattern id="slot-S">
          <path class="gone" d="M2.75 2.75h9.25v12.5h-9.25z" />
          <path class="gone x" d="M4 4.5l6 9m0 -9l-6 9" />
          <path class="v" d="M12 2h10v14h-10z" />
        </Pattern>
        <Pattern id="slot-K">
          <path class="k" d="M2 2h10v14h-10z" />
          <path class="v" d="M12 2h10v14h-10z" />
          <path class="bar" d="M7 9h10" />
        </Pattern>
        <Pattern id="slot-E">
          <path class="e" d="M11 8h2v2h-2z" />
        </Pattern>
      </defs>
    </svg>
  );
}

function Pattern({ id, children }: { id: string; children: VNode | VNode[] }): VNode {
  return (
    <pattern id={id} class="slot" width={SLOT_WIDTH} height={SLOT_HEIGHT} patternUnits="userSpaceOnUse">
      {children}
    </pattern>
  );
}
