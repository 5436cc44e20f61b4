import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { ArtefactModel } from '../verdict-model.js';

/** Says that the measuring itself holds it, why, and how to measure without. */
export function ArtefactNote({ artefact, texts }: { artefact: ArtefactModel; texts: Texts }): VNode {
  const { name, why, remedy } = artefact;
  const words = texts.verdict.finding;
  const said = Object.hasOwn(words.artefacts, name) ? words.artefacts[name] : name;
  return (
    <section class="artefact">
      <h3>{words.artefactHeading}</h3>
      <p>
        <strong>{said}</strong>
      </p>
      <p>
        {words.artefactNote} <span lang="en">{why}</span>
      </p>
      <p>
        {words.remedy}: <span lang="en">{remedy}</span>
      </p>
    </section>
  );
}
