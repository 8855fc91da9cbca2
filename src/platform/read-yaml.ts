import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isCollection, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'

/** Reads one YAML file with a schema. Errors read `file:line: path message`. */
export function readYaml<T>(file: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines })
  const broken = document.errors[0]
  if (broken) throw new Error(`${file}:${lines.linePos(broken.pos[0]).line}: ${broken.message.split('\n')[0]}`)
  const result = schema.safeParse(document.toJS())
  if (result.success) return result.data
  const messages = result.error.issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))
    return `${file}:${lineOf(document, path, lines)}: ${path.join('.')} ${issue.message}`
  })
  throw new Error(messages.join('\n'))
}

/** The line of the deepest node on the path that exists. */
function lineOf(document: ReturnType<typeof parseDocument>, path: (string | number)[], lines: LineCounter): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length ? document.getIn(path.slice(0, length), true) : document.contents
    if ((isScalar(node) || isCollection(node)) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

/** YAML files of a folder, sorted; none when the folder is not there. */
export function yamlFiles(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(dir, name))
}

/** The folders named, or all those inside one folder, sorted by name. */
export function foldersOf(where: string | readonly string[]): readonly string[] {
  if (typeof where !== 'string') return where
  return readdirSync(where, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(where, entry.name))
    .sort()
}
