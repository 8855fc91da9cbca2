// Draws the OpenAPI description as a page to read: groups, operations, schemas.
type Operation = {
  operationId: string
  summary: string
  tags: string[]
  'x-access': string
  parameters?: { name: string; in: string; required: boolean; schema: unknown }[]
  requestBody?: { content: Record<string, { schema: unknown }> }
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>
}
type Description = { info: { version: string; description: string }; paths: Record<string, Record<string, Operation>> }

const element = (tag: string, text = ''): HTMLElement =>
  Object.assign(document.createElement(tag), { textContent: text })
const byId = (id: string): HTMLElement => document.getElementById(id)!

async function draw(): Promise<void> {
  const description = (await (await fetch('/api/openapi.json')).json()) as Description
  byId('about').textContent = `${description.info.description} (${description.info.version})`
  const groups = new Map<string, HTMLElement>()
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? 'other'
      const group = groups.get(tag) ?? newGroup(tag, groups)
      group.append(drawOperation(path, method, operation))
    }
  }
  byId('operations').append(...groups.values())
  byId('find').addEventListener('input', (event) => filter((event.target as HTMLInputElement).value))
}

function newGroup(tag: string, groups: Map<string, HTMLElement>): HTMLElement {
  const section = element('section')
  section.id = tag
  section.append(element('h2', tag))
  const link = element('a', tag) as HTMLAnchorElement
  link.href = `#${tag}`
  byId('tags').append(link)
  groups.set(tag, section)
  return section
}

function drawOperation(path: string, method: string, operation: Operation): HTMLElement {
  const details = element('details')
  const summary = element('summary')
  summary.append(element('b', method.toUpperCase()), element('code', path), element('span', operation.summary))
  details.append(summary, element('p', `Access: ${operation['x-access']} · operationId: ${operation.operationId}`))
  for (const parameter of operation.parameters ?? []) {
    details.append(
      element(
        'p',
        `${parameter.in}: ${parameter.name}${parameter.required ? ' (required)' : ''} ${JSON.stringify(parameter.schema)}`,
      ),
    )
  }
  for (const [title, content] of [
    ['Request', operation.requestBody?.content],
    ['Answer', operation.responses['200']?.content],
  ] as const) {
    const schema = Object.values(content ?? {})[0]?.schema
    if (schema) details.append(element('h4', title), element('pre', JSON.stringify(schema, null, 2)))
  }
  details.dataset.text = `${method} ${path} ${operation.summary} ${operation['x-access']}`.toLowerCase()
  return details
}

function filter(words: string): void {
  for (const details of document.querySelectorAll<HTMLElement>('details')) {
    details.hidden = !details.dataset.text?.includes(words.toLowerCase())
  }
}

await draw()
