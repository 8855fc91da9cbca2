import type { Tree } from './imports.ts'

const BANNED_FOLDER = /(^|\/)(utils?|helpers?|common|shared|lib|misc)(\/|\.tsx?$)/
const SQL =
  /[`'"]\s*(select\s[^`'"]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\()/i
const BUILDER = /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/

export const MAX_FILE = 400
export const MAX_FUNCTION = 80
export const MAX_COMPONENT = 200

/** Names, sizes, where SQL and the environment may stand. */
export function shapeViolations(tree: Tree): string[] {
  const found: string[] = []
  for (const [file, text] of tree) {
    if (!/\.tsx?$/.test(file)) continue
    const isTest = /\.test\.tsx?$|\/testing\.ts$/.test(file) || file.startsWith('tests/') || file.startsWith('bench/')
    if (BANNED_FOLDER.test(file)) found.push(`${file}: a name that says nothing; name the thing`)
    if (/(^|\/)index\.tsx?$/.test(file)) found.push(`${file}: no index files; import the file you mean`)
    const lines = text.split('\n').length
    if (lines > MAX_FILE && !file.endsWith('db/tables.ts')) found.push(`${file}: ${lines} lines, at most ${MAX_FILE}`)
    if (!isTest && file.startsWith('src/') && !sqlHome(file) && (SQL.test(text) || BUILDER.test(text)))
      found.push(`${file}: SQL belongs in queries.ts`)
    if (!isTest && file.startsWith('src/') && /process\.env/.test(text) && file !== 'src/platform/config.ts')
      found.push(`${file}: process.env belongs in platform/config.ts`)
    if (/^(src|apps)\//.test(file) && !isTest) found.push(...longFunctions(file, text))
  }
  return found
}

const sqlHome = (file: string) =>
  /\/queries\.ts$|-queries\.ts$/.test(file) ||
  file.startsWith('src/platform/db/') ||
  file === 'src/platform/realtime/fanout.ts'

/** Functions over the limit, by the indentation the formatter guarantees: a line that opens a function and its closing line. */
function longFunctions(file: string, text: string): string[] {
  const lines = text.split('\n')
  const isView = file.endsWith('.tsx')
  const found: string[] = []
  lines.forEach((line, start) => {
    const opened =
      /^(\s*)(export )?(default )?(async )?function\*? (\w+)|^(\s*)(export )?const (\w+)[^=]* = (async )?(\([^)]*\)|\w+)[^=]*=> \{$/.exec(
        line,
      )
    if (!opened) return
    const indent = opened[1] ?? opened[6] ?? ''
    const end = lines.findIndex((candidate, i) => i > start && new RegExp(`^${indent}\\}[);,]*$`).test(candidate))
    const length = end - start + 1
    const name = opened[5] ?? opened[8] ?? ''
    const limit =
      isView && /^[A-Z]/.test(name)
        ? MAX_COMPONENT
        : returnsTable(lines.slice(start, start + 8))
          ? MAX_FILE
          : MAX_FUNCTION
    if (end > 0 && length > limit) found.push(`${file}: ${name} has ${length} lines, at most ${limit}`)
  })
  return found
}

/** A list of routes, commands or statements is data in a function's clothes: the file limit is enough for it. */
const returnsTable = (head: string[]) => /(Routes|Commands)\(/.test(head.join('\n'))
