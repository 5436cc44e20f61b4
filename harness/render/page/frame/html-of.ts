import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';

/** Renders a document as HTML. */
export function htmlOf(document: VNode): string {
  return `<!doctype html>\n${render(document)}\n`;
}
