import type { VNode } from 'preact';
import { SignedMark } from '../frame/signed-mark.js';
import type { Texts } from '../texts/texts.js';
import type { Outcome } from '../../model/shown-report.js';

const SIGNS: Readonly<Record<Outcome, string>> = { 'as-stated': '✓', 'not-as-stated': '✗', failed: '!' };

/** The outcome of a case or a variant. */
export function OutcomeMark({ outcome, texts }: { outcome: Outcome; texts: Texts }): VNode {
  return <SignedMark kind={outcome} sign={SIGNS[outcome]} text={texts.outcome[outcome]} />;
}
