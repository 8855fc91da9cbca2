/**
 * The small language of flows: paths (`slot.order`, `result.order.items[0].name`), 'text', numbers, true, false, null,
 * lists, == != < <= > >= and or not in contains ?? and a few functions. No assignment, no loops, no access to the program.
 */
export type Expression =
  | { kind: 'value'; value: unknown }
  | { kind: 'path'; path: (string | number)[] }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'not'; of: Expression }
  | { kind: 'get'; of: Expression; key: string | number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'binary'; op: string; left: Expression; right: Expression }

/** What an expression can see: the roots of its paths. */
export type Scope = { [root: string]: unknown }

export class ExpressionError extends Error {}

const PRECEDENCE: Record<string, number> = {
  or: 1,
  and: 2,
  ...{ '==': 3, '!=': 3, '<': 3, '<=': 3, '>': 3, '>=': 3, in: 3, contains: 3 },
  '??': 4,
}
const FUNCTIONS: Record<string, (...args: unknown[]) => unknown> = {
  empty: (value) => isEmpty(value),
  count: (list) => (Array.isArray(list) ? list.length : 0),
  first: (list) => (Array.isArray(list) ? (list[0] ?? null) : null),
  /** The item of a list whose field is the value, or null. */
  find: (list, field, value) =>
    Array.isArray(list) ? (list.find((item) => loose(child(item, String(field)), value)) ?? null) : null,
  /** `when(condition, value, other)` */
  when: (condition, value, other) => (truthy(condition) ? value : (other ?? null)),
  lower: (value) => String(value ?? '').toLowerCase(),
  length: (value) => String(value ?? '').length,
  /** Days from `from` to `date`; negative when it lies before. */
  days: (from, date) => Math.floor((Date.parse(String(date)) - Date.parse(String(from))) / 86_400_000),
}
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([A-Za-z_][\w-]*)|(==|!=|<=|>=|\?\?|[<>()[\],.]))/y

/** Parses; throws ExpressionError with what is wrong. */
export function parseExpression(source: string): Expression {
  const known = parsed.get(source)
  if (known) return known
  const reader = { tokens: tokens(source), at: 0, source }
  const expression = binary(reader, 0)
  if (reader.at < reader.tokens.length) fail(reader, 'is not expected here')
  if (parsed.size > 5000) parsed.clear()
  parsed.set(source, expression)
  return expression
}
const parsed = new Map<string, Expression>()

/** The value in a scope. Never throws: what is not there is null. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'value':
      return expression.value
    case 'path':
      return follow(scope, expression.path)
    case 'list':
      return expression.items.map((item) => evaluate(item, scope))
    case 'get':
      return child(evaluate(expression.of, scope), expression.key) ?? null
    case 'not':
      return !truthy(evaluate(expression.of, scope))
    case 'call':
      return FUNCTIONS[expression.name]?.(...expression.args.map((arg) => evaluate(arg, scope))) ?? null
    case 'binary':
      return operate(expression, scope)
  }
}

export const holds = (source: string, scope: Scope): boolean => truthy(evaluate(parseExpression(source), scope))
export const readValue = (source: string, scope: Scope): unknown => evaluate(parseExpression(source), scope)

/** All paths an expression reads, for the checks of a flow. */
export function pathsOf(expression: Expression): (string | number)[][] {
  switch (expression.kind) {
    case 'path':
      return [expression.path]
    case 'list':
      return expression.items.flatMap(pathsOf)
    case 'get':
    case 'not':
      return pathsOf(expression.of)
    case 'call':
      return expression.args.flatMap(pathsOf)
    case 'binary':
      return [...pathsOf(expression.left), ...pathsOf(expression.right)]
    default:
      return []
  }
}

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
export const truthy = (value: unknown): boolean => !isEmpty(value) && value !== false && value !== 0

function operate({ op, left, right }: Extract<Expression, { kind: 'binary' }>, scope: Scope): unknown {
  const a = evaluate(left, scope)
  if (op === 'and') return truthy(a) && truthy(evaluate(right, scope))
  if (op === 'or') return truthy(a) || truthy(evaluate(right, scope))
  if (op === '??') return isEmpty(a) ? evaluate(right, scope) : a
  const b = evaluate(right, scope)
  if (op === '==') return loose(a, b)
  if (op === '!=') return !loose(a, b)
  if (op === 'in') return Array.isArray(b) && b.some((item) => loose(item, a))
  if (op === 'contains')
    return Array.isArray(a) ? a.some((item) => loose(item, b)) : String(a ?? '').includes(String(b))
  const [x, y] = comparable(a, b)
  if (x === null || y === null) return false
  return op === '<' ? x < y : op === '<=' ? x <= y : op === '>' ? x > y : x >= y
}

/** Slots are text, answers may be numbers: `slot.count == 2` must hold for both. */
const loose = (a: unknown, b: unknown): boolean =>
  isEmpty(a) || isEmpty(b) ? isEmpty(a) && isEmpty(b) : String(a) === String(b)

function comparable(a: unknown, b: unknown): [string | number | null, string | number | null] {
  if (isEmpty(a) || isEmpty(b)) return [null, null]
  const [x, y] = [Number(a), Number(b)]
  return Number.isNaN(x) || Number.isNaN(y) ? [String(a), String(b)] : [x, y]
}

function follow(scope: Scope, path: (string | number)[]): unknown {
  let value: unknown = scope
  for (const key of path) value = child(value, key)
  return value ?? null
}

function child(value: unknown, key: string | number): unknown {
  if (value === null || typeof value !== 'object') return null
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : null
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : null
}

type Token = { kind: 'number' | 'text' | 'name' | 'sign'; text: string }
type Reader = { tokens: Token[]; at: number; source: string }

function tokens(source: string): Token[] {
  const found: Token[] = []
  TOKEN.lastIndex = 0
  let end = 0
  while (source.slice(end).trim() !== '') {
    TOKEN.lastIndex = end
    const match = TOKEN.exec(source)
    if (!match) throw new ExpressionError(`"${source.slice(end).trim()}" cannot be read in "${source}"`)
    end = TOKEN.lastIndex
    if (match[1] !== undefined) found.push({ kind: 'number', text: match[1] })
    else if (match[2] !== undefined) found.push({ kind: 'text', text: match[2] })
    else if (match[3] !== undefined) found.push({ kind: 'name', text: match[3] })
    else found.push({ kind: 'sign', text: match[4]! })
  }
  if (found.length === 0) throw new ExpressionError('the expression is empty')
  return found
}

function fail(reader: Reader, why: string): never {
  const token = reader.tokens[reader.at]?.text ?? 'the end'
  throw new ExpressionError(`"${token}" ${why} in "${reader.source}"`)
}

function binary(reader: Reader, least: number): Expression {
  let left = unary(reader)
  for (;;) {
    const op = reader.tokens[reader.at]
    const strength = op && op.kind !== 'text' ? (PRECEDENCE[op.text] ?? 0) : 0
    if (!op || strength <= least) return left
    reader.at++
    left = { kind: 'binary', op: op.text, left, right: binary(reader, strength) }
  }
}

function unary(reader: Reader): Expression {
  const token = reader.tokens[reader.at]
  if (!token) fail(reader, 'comes too early')
  if (token.kind === 'name' && token.text === 'not') {
    reader.at++
    return { kind: 'not', of: unary(reader) }
  }
  reader.at++
  if (token.kind === 'number') return { kind: 'value', value: Number(token.text) }
  if (token.kind === 'text') return { kind: 'value', value: token.text }
  if (token.text === '(') {
    const inner = binary(reader, 0)
    expectSign(reader, ')')
    return inner
  }
  if (token.text === '[') return { kind: 'list', items: series(reader, ']') }
  if (token.kind === 'name') return named(reader, token.text)
  reader.at--
  return fail(reader, 'is not expected here')
}

const CONSTANTS: Record<string, unknown> = { true: true, false: false, null: null }

function named(reader: Reader, text: string): Expression {
  if (Object.hasOwn(CONSTANTS, text)) return { kind: 'value', value: CONSTANTS[text] }
  if (reader.tokens[reader.at]?.text === '(') {
    if (!Object.hasOwn(FUNCTIONS, text))
      throw new ExpressionError(`there is no function "${text}" (${Object.keys(FUNCTIONS).join(', ')})`)
    reader.at++
    return fields(reader, { kind: 'call', name: text, args: series(reader, ')') })
  }
  const path: (string | number)[] = [text]
  for (let key = field(reader); key !== null; key = field(reader)) path.push(key)
  return { kind: 'path', path }
}

/** Fields of what a function returns: `find(…).name`. */
function fields(reader: Reader, of: Expression): Expression {
  const key = field(reader)
  return key === null ? of : fields(reader, { kind: 'get', of, key })
}

/** The next `.name` or `[0]`, or null when none follows. */
function field(reader: Reader): string | number | null {
  const sign = reader.tokens[reader.at]
  if (sign?.kind !== 'sign' || (sign.text !== '.' && sign.text !== '[')) return null
  reader.at++
  const key = reader.tokens[reader.at++]
  if (sign.text === '.' && key?.kind === 'name') return key.text
  if (sign.text !== '[' || key?.kind !== 'number') return fail({ ...reader, at: reader.at - 1 }, 'is not a field name')
  expectSign(reader, ']')
  return Number(key.text)
}

function series(reader: Reader, end: string): Expression[] {
  const items: Expression[] = []
  while (reader.tokens[reader.at]?.text !== end) {
    items.push(binary(reader, 0))
    if (reader.tokens[reader.at]?.text !== ',') break
    reader.at++
  }
  expectSign(reader, end)
  return items
}

function expectSign(reader: Reader, sign: string): void {
  if (reader.tokens[reader.at]?.text !== sign) fail(reader, `stands where "${sign}" should be`)
  reader.at++
}
