import { lexer } from 'marked'
import type { Block } from '#knowledge/import/blocks.ts'

/** Markdown, each block with the line it begins on. */
export function readMarkdown(text: string): Block[] {
  const blocks: Block[] = []
  let line = 1
  for (const token of lexer(text.replace(/\r\n?/g, '\n').replace(/^---\n[\s\S]*?\n---\n/, ''))) {
    const place = { line }
    if (token.type === 'heading')
      blocks.push({ kind: 'heading', level: token.depth as number, text: plain(token.text as string), place })
    else if (token.type !== 'space' && token.type !== 'hr' && token.type !== 'html' && token.raw.trim())
      blocks.push({ kind: 'text', text: token.raw.trim(), place })
    line += token.raw.split('\n').length - 1
  }
  return blocks
}

const plain = (text: string) => text.replace(/[*_`]+|!?\[([^\]]*)\]\([^)]*\)/g, '$1').trim()
