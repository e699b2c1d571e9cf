import { html, type Markup } from '../../pages/html';
import type { OpenApiDocument } from '../document/document';
import { problemTable } from '../document/problem-response';
import { operationSection } from './operation.section';
import type { ShownOperation } from './shown';

/** The document, for reading: every route with its example, then every problem. */
export function referencePage(document: OpenApiDocument): Markup {
  const operations = operationsOf(document);
  return html`<section class="reference">
      <h1>API reference</h1>
      <p class="lead">
        ${operations.length} routes, described in OpenAPI 3.1:
        <a href="/api/openapi.json">openapi.json</a>. Examples tell of one fictional case.
      </p>
      ${paragraphs((document.info as { description: string }).description)}
      <nav aria-label="Sections">
        <ul>
          ${document.tags.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}
          <li><a href="#problems">Problems</a></li>
        </ul>
      </nav>
    </section>
    ${document.tags.map((tag) => section(tag, operations))} ${problems()}`;
}

function operationsOf({ paths }: OpenApiDocument): ShownOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method }) as ShownOperation),
  );
}

function section(tag: OpenApiDocument['tags'][number], operations: readonly ShownOperation[]): Markup {
  const own = operations.filter(({ tags }) => tags.includes(tag.name));
  return html`<section class="reference" id="${tag.name}">
    <h2>${tag.name}</h2>
    <p>${tag.description}</p>
    ${own.map(operationSection)}
  </section>`;
}

function paragraphs(text: string): Markup[] {
  return text.split('\n\n').map((words) => html`<p>${words.replaceAll('`', '')}</p>`);
}

function problems(): Markup {
  return html`<section class="reference" id="problems">
    <h2>Problems</h2>
    <p>What programs look at is the code. Each answer says in <code>remedy</code> what to do next.</p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Status</th>
            <th scope="col">What is wrong</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          ${problemTable().map(
            ({ code, status, detail, remedy }) =>
              html`<tr id="problem-${code}">
                <td><code>${code}</code></td>
                <td>${status}</td>
                <td>${detail}</td>
                <td>${remedy}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
