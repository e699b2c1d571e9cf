import { html, type Markup } from '../../pages/html';
import type { ShownContent, ShownOperation, ShownParameter, ShownResponse } from './shown';

/** One route: closed until somebody wants to know more. */
export function operationSection(operation: ShownOperation): Markup {
  const { method, path, operationId, summary, description } = operation;
  return html`<details class="operation" id="${operationId}">
    <summary>
      <code class="method">${method.toUpperCase()}</code> <code class="path">${path}</code>
      <span>${summary}</span>
    </summary>
    ${description.split('\n\n').map((words) => html`<p>${words}</p>`)}
    ${parameterTable(operation.parameters ?? [])}
    ${operation.requestBody && body('Body', operation.requestBody.content)}
    ${Object.entries(operation.responses).map(([status, response]) => answer(status, response))}
  </details>`;
}

function parameterTable(parameters: readonly ShownParameter[]): Markup | false {
  if (parameters.length === 0) return false;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">In</th>
          <th scope="col">Meaning</th>
          <th scope="col">Example</th>
        </tr>
      </thead>
      <tbody>
        ${parameters.map(
          ({ name, in: place, required, description, example }) =>
            html`<tr>
              <td><code>${name}</code></td>
              <td>${place}${required && ', required'}</td>
              <td>${description}</td>
              <td><code>${String(example)}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function answer(status: string, { description, headers, content = {} }: ShownResponse): Markup {
  const names = Object.keys(headers ?? {});
  const codes = Object.values(content).flatMap(({ examples }) => Object.keys(examples ?? {}));
  return html`<h3>${status}</h3>
    ${
      codes.length > 0
        ? html`<ul class="codes">
            ${codes.map((code) => html`<li><a href="#problem-${code}">${code}</a></li>`)}
          </ul>`
        : html`<p>${description}</p>`
    }
    ${names.length > 0 && html`<p>With ${names.join(', ')}.</p>`}
    ${codes.length === 0 && body('Answer', content)}`;
}

function body(what: string, content: ShownContent): Markup[] {
  return Object.entries(content).map(
    ([type, { example }]) =>
      html`<p>${what}, <code>${type}</code>:</p>
        <pre>${typeof example === 'string' ? example : JSON.stringify(example, null, 2)}</pre>`,
  );
}
