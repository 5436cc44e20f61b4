import type { VNode } from 'preact';
import type { Texts } from './texts.js';

/** Java's terms beside those of JavaScript, and the glossary. */
export function Terms({ texts }: { texts: Texts }): VNode {
  const words = texts.terms;
  return (
    <section class="terms" aria-labelledby="terms-title">
      <h2 id="terms-title">{words.glossary}</h2>
      <details>
        <summary>{words.heading}</summary>
        <table>
          <thead>
            <tr>
              {[words.java, words.javaScript, words.remark].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {words.rows.map(([java, javaScript, remark]) => (
              <tr key={java}>
                <th scope="row">{java}</th>
                <td>
                  <code>{javaScript}</code>
                </td>
                <td>{remark}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <details class="glossary">
        <summary>{words.terms}</summary>
        <dl>
          {texts.glossary.map(({ id, forms: [form], gloss }) => (
            <div key={id}>
              <dt>{form}</dt>
              <dd>{gloss}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
