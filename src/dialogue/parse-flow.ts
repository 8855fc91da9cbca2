import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { FlowProblem } from '#dialogue/contract.ts'

/** A YAML file checked against a shape: its data, or what is wrong with it, by line. */
export type Parsed<T> = { data: T | null; problems: FlowProblem[]; lineOf: (path: PropertyKey[]) => number }

/** Parses one YAML file. Never throws: every fault becomes a problem with its line. */
export function parseYaml<S extends z.ZodType>(source: string, file: string, schema: S): Parsed<z.output<S>> {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const lineOf = (path: PropertyKey[]) => lineAt(document.contents as Node | null, path, lines)
  // What follows the first fault of the syntax is mostly its echo.
  const [fault] = document.errors
  if (fault) {
    const message = `this is not valid YAML (${fault.message}); put texts with braces or ": " in quotes`
    return { data: null, problems: [{ file, line: lines.linePos(fault.pos[0]).line, message }], lineOf }
  }
  const result = schema.safeParse(document.toJS())
  if (result.success) return { data: result.data, problems: [], lineOf }
  const problems = result.error.issues
    .flatMap((issue) => explain(issue, []))
    .map(({ path, message }) => ({ file, line: lineOf(path), message }))
  return { data: null, problems, lineOf }
}

type Issue = z.core.$ZodIssue

/** What is wrong and what to do, with the path it is found at. Unions tell the fault of the branch that came closest. */
function explain(issue: Issue, before: PropertyKey[]): { path: PropertyKey[]; message: string }[] {
  const path = [...before, ...issue.path]
  const place = path.length ? path.join('.') : 'the file'
  if (issue.code === 'invalid_union' && issue.errors.length) {
    const closest = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]!
    return closest.flatMap((inner) => explain(inner, path))
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `${place}: "${key}" is not a field here; remove it or correct its name`,
    }))
  }
  const last = path.at(-1)
  if (issue.code === 'invalid_type' && (last === 'zh' || last === 'en') && issue.input === undefined) {
    return [
      {
        path: path.slice(0, -1),
        message: `${place}: the ${last === 'zh' ? 'Chinese' : 'English'} wording is missing; add "${last}:"`,
      },
    ]
  }
  if (issue.code === 'invalid_union' || (issue.code === 'invalid_value' && last === 'kind')) {
    return [
      {
        path,
        message: `${place}: ${issue.message}; steps are collect, branch, call, confirm, say, hand-over, ticket, flow and end, parts are text, card, timeline and choices`,
      },
    ]
  }
  return [{ path, message: `${place}: ${issue.message}` }]
}

const depth = (issues: Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length))

/** The line of the deepest node that exists along a path. */
function lineAt(root: Node | null, path: PropertyKey[], lines: LineCounter): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
      if (!pair) break
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(key)] as Node | undefined
      if (!item) break
      offset = item.range?.[0] ?? offset
      node = item
    } else break
  }
  return lines.linePos(offset).line
}
