import type { Tree } from './imports.ts'

export type Catalogue = { namespace: string; zh: Record<string, unknown>; en: Record<string, unknown> }

/** Keys with the path they have, `a.b.c`; plural forms count as one key. */
export function keysOf(entries: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(entries).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value as Record<string, unknown>, `${prefix}${key}.`)
      : [`${prefix}${key}`.replace(/_(zero|one|two|few|many|other)$/, '')],
  )
}

/** Keys that one language has and the other lacks, and texts left empty. */
export function unequalKeys({ namespace, zh, en }: Catalogue): string[] {
  const [left, right] = [new Set(keysOf(zh)), new Set(keysOf(en))]
  return [
    ...[...left].filter((key) => !right.has(key)).map((key) => `${namespace}: ${key} is missing in English`),
    ...[...right].filter((key) => !left.has(key)).map((key) => `${namespace}: ${key} is missing in Chinese`),
  ]
}

/** Keys that no source file speaks of, neither whole nor by the fixed beginning of a computed key. */
export function unusedKeys({ namespace, zh }: Catalogue, sources: Tree): string[] {
  const text = [...sources.values()].join('\n')
  const computed = [...text.matchAll(/`(?:[\w-]+:)?([\w.-]*)\$\{/g)]
    .map(([, start]) => start!)
    .filter((start) => start.endsWith('.') || start.length > 3)
  const quoted = new Set([...text.matchAll(/['"`](?:[\w-]+:)?([\w.-]+)['"`]/g)].map(([, key]) => key!))
  const used = (key: string) => quoted.has(key) || computed.some((start) => key.startsWith(start))
  // A key may also be reached through a sub-tree, as in `t('status', { returnObjects: true })` or a property access.
  const reached = (key: string) => used(key) || new RegExp(`\\.${key.replaceAll('.', '\\.')}\\b`).test(text)
  return [...new Set(keysOf(zh))].filter((key) => !reached(key)).map((key) => `${namespace}: ${key} is used nowhere`)
}

/** Chinese text in a component: it would be there in English too. Comments may hold examples. */
export function hardCodedText(sources: Tree): string[] {
  return [...sources].flatMap(([file, text]) => {
    if (/(^|\/)locales\/|\.test\.tsx?$/.test(file)) return []
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
    return /[\u4e00-\u9fff]/.test(code)
      ? [
          `${file}: Chinese text outside the catalogues: ${/[^\n]*[\u4e00-\u9fff][^\n]*/.exec(code)![0].trim().slice(0, 80)}`,
        ]
      : []
  })
}
