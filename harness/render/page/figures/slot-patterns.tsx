import type { VNode } from 'preact';

/** Size of one slot in the drawing's own units. */
export const SLOT_WIDTH = 24;
export const SLOT_HEIGHT = 18;

/**
 * The patterns of slots, defined once for all grids. The left half is the key, the right half the value: a stale slot
 * has a crossed-out hole instead of its key, and a dot stands for a value that is null.
 */
export function SlotPatterns(): VNode {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {(['', LETTERED] as const).map((suffix) => (
          <Kinds key={suffix} suffix={suffix} />
        ))}
      </defs>
    </svg>
  );
}

/** Suffix of the patterns that contain the letters K and V, for tables that are drawn large. */
export const LETTERED = '-lettered';

const K = 'M5 5.5v7m4 -7l-4 3.8m1.4 -1.2l2.8 4.4';
/** A dot, as in an empty slot. */
const NO_VALUE = 'M16 8h2v2h-2z';
const V = 'M14.5 5.5l2.5 7l2.5 -7';

function Kinds({ suffix }: { suffix: string }): VNode {
  const letters = (d: string): VNode | null => (suffix === '' ? null : <path class="letter" d={d} />);
  return (
    <>
      <Pattern id={`slot-L${suffix}`}>
        <path class="k" d="M2 2h10v14h-10z" />
        <path class="v" d="M12 2h10v14h-10z" />
        {letters(K + V)}
      </Pattern>
      <Pattern id={`slot-S${suffix}`}>
        <path class="gone" d="M2.75 2.75h9.25v12.5h-9.25z" />
        <path class="gone x" d="M4 4.5l6 9m0 -9l-6 9" />
        <path class="v" d="M12 2h10v14h-10z" />
        {letters(V)}
      </Pattern>
      <Pattern id={`slot-K${suffix}`}>
        <path class="k" d="M2 2h10v14h-10z" />
        <path class="v" d="M12 2h10v14h-10z" />
        <path class="bar" d="M4 14.2h16" />
        {letters(K + V)}
      </Pattern>
      <Pattern id={`slot-l${suffix}`}>
        <path class="k" d="M2 2h10v14h-10z" />
        <path class="e" d={NO_VALUE} />
        {letters(K)}
      </Pattern>
      <Pattern id={`slot-s${suffix}`}>
        <path class="gone" d="M2.75 2.75h9.25v12.5h-9.25z" />
        <path class="gone x" d="M4 4.5l6 9m0 -9l-6 9" />
        <path class="e" d={NO_VALUE} />
      </Pattern>
      <Pattern id={`slot-k${suffix}`}>
        <path class="k" d="M2 2h10v14h-10z" />
        <path class="e" d={NO_VALUE} />
        <path class="bar" d="M4 14.2h16" />
        {letters(K)}
      </Pattern>
      <Pattern id={`slot-E${suffix}`}>
        <path class="e" d="M11 8h2v2h-2z" />
      </Pattern>
    </>
  );
}

function Pattern({ id, children }: { id: string; children: VNode | (VNode | null)[] }): VNode {
  return (
    <pattern id={id} class="slot" width={SLOT_WIDTH} height={SLOT_HEIGHT} patternUnits="userSpaceOnUse">
      {children}
    </pattern>
  );
}
