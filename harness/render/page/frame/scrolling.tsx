import type { ComponentChildren, VNode } from 'preact';

/** A container in which a wide table can be scrolled horizontally, also by keyboard. */
export function Scrolling({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    <div class="scrolling" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
