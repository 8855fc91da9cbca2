import { dirname, join } from 'node:path'

/** A source tree as data: path from the root → text. Rules are functions of it, so that a planted fault can prove each one. */
export type Tree = Map<string, string>

/** Folder of src → folders it may import. The `contract.ts` of any folder may be imported by all: it is the shared vocabulary. */
export const ALLOWED: Record<string, string[]> = {
  platform: [],
  engines: ['platform'],
  governance: ['platform'],
  team: ['platform'],
  understanding: ['platform', 'engines'],
  customers: ['platform', 'governance', 'team'],
  knowledge: ['platform', 'governance', 'team', 'understanding'],
  business: ['platform', 'governance', 'team'],
  conversations: ['platform', 'governance', 'team', 'customers'],
  answers: ['platform', 'engines', 'governance', 'team', 'understanding', 'knowledge', 'business', 'conversations'],
  emotion: ['platform', 'governance', 'team', 'understanding'],
  dialogue: ['platform', 'understanding', 'emotion', 'knowledge', 'business', 'engines'],
  desk: ['platform', 'conversations', 'customers', 'team', 'knowledge', 'emotion', 'understanding', 'governance'],
  tickets: ['platform', 'conversations', 'customers', 'team', 'knowledge', 'emotion', 'understanding', 'governance'],
  outreach: ['platform', 'customers', 'conversations', 'business'],
  verification: [
    'platform',
    'engines',
    'governance',
    'team',
    'understanding',
    'customers',
    'business',
    'conversations',
    'emotion',
  ],
  reception: [
    'platform',
    'learning',
    'engines',
    'governance',
    'team',
    'understanding',
    'customers',
    'knowledge',
    'business',
    'conversations',
    'emotion',
    'dialogue',
    'desk',
    'tickets',
  ],
  channels: ['platform', 'conversations', 'reception'],
  voice: ['platform', 'governance', 'team', 'customers', 'conversations', 'emotion', 'reception', 'engines', 'desk'],
  outbound: ['platform', 'governance', 'team', 'customers', 'conversations', 'engines', 'voice'],
  insight: ['platform'],
  learning: [
    'platform',
    'engines',
    'governance',
    'team',
    'understanding',
    'customers',
    'knowledge',
    'conversations',
    'desk',
  ],
  packs: ['platform', 'governance', 'team', 'understanding', 'knowledge', 'business', 'dialogue', 'desk'],
}

const PRIVATE = /\/([\w-]+-)?(queries|routes|jobs)\.ts$/

/** Import directions: src folders by ALLOWED, apps only contracts and their own kit, private files only at home. */
export function importViolations(tree: Tree): string[] {
  const found: string[] = []
  for (const [file, text] of tree) {
    if (!/\.tsx?$/.test(file) || /\.test\.tsx?$|\/testing\.ts$/.test(file)) continue
    for (const target of importsOf(file, text))
      found.push(...judge(file, target).map((why) => `${file} → ${target}: ${why}`))
  }
  return found
}

function judge(file: string, target: string): string[] {
  const [area, folder] = file.split('/')
  if (area === 'apps') {
    if (target.startsWith('src/'))
      return target.endsWith('/contract.ts') ? [] : ['an app may import only contract.ts of src']
    const own = target.startsWith(`apps/${folder}/`) || target.startsWith('apps/kit/') || file === 'apps/build.ts'
    return own ? [] : ['an app may import only itself and the kit']
  }
  if (area !== 'src' || file === 'src/server.ts' || file === 'src/start.ts' || folder === 'server' || !folder) return []
  if (!target.startsWith('src/')) return [`src may not import ${target.split('/')[0]}`]
  const into = target.split('/')[1]!
  if (into === folder) return []
  if (target.endsWith('/contract.ts')) return []
  if (!ALLOWED[folder]) return [`folder ${folder} is not in the design`]
  const why = ALLOWED[folder].includes(into) ? [] : [`${folder} may not import ${into}`]
  return PRIVATE.test(target) ? [...why, 'private to its folder'] : why
}

/** Imports that stay in this repository, as paths from its root. */
export function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]((?:#|\.{1,2}\/)[^'"]+)['"]/g)].map(([, to]) =>
    to!.startsWith('#') ? `src/${to!.slice(1)}` : join(dirname(file), to!),
  )
}
