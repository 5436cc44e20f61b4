import type { ComponentChildren, VNode } from 'preact';

/** A wide table may be scrolled sideways, by keyboard as well. */
export function Scrolling({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    <div class="scrolling" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
