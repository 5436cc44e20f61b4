import type { VNode } from 'preact';
import type { Texts } from './texts.js';

/** Java's terms beside those of JavaScript. */
export function Terms({ texts }: { texts: Texts }): VNode {
  const words = texts.terms;
  return (
    <section class="terms" aria-labelledby="terms-title">
      <h2 id="terms-title">{words.heading}</h2>
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
    </section>
  );
}
