import { Fragment, h, type VNode } from 'preact'
import { type Block, type Inline, parseMarkdown, parsePlain } from '../../../kit/markdown.ts'
import { useWords } from '../use-chat.ts'

/** A bubble of plain text, or of the small Markdown subset. */
export function Text({ text, markdown, heard }: { text: string; markdown: boolean; heard: boolean }) {
  const { t } = useWords()
  return (
    <div class="bubble">
      {markdown ? joined(parseMarkdown(text).map(block)) : inlines(parsePlain(text))}
      {heard && <small class="heard">{t('heard')}</small>}
    </div>
  )
}

/** Text never changes its pieces, so they need no keys. */
const joined = (pieces: (VNode | string)[]): VNode => h(Fragment, null, ...pieces)
const inlines = (pieces: Inline[]): VNode => joined(pieces.map(inline))

function block(part: Block): VNode {
  if (part.kind === 'code') {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled with the keyboard too
      <pre tabIndex={0}>
        <code>{part.text}</code>
      </pre>
    )
  }
  if (part.kind === 'paragraph') return <p>{inlines(part.content)}</p>
  const items = joined(part.items.map(listItem))
  return part.ordered ? <ol start={part.start}>{items}</ol> : <ul>{items}</ul>
}

const listItem = (item: Inline[]): VNode => <li>{inlines(item)}</li>

function inline(part: Inline): VNode | string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'break':
      return <br />
    case 'code':
      return <code>{part.text}</code>
    case 'bold':
      return <strong>{inlines(part.content)}</strong>
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      )
  }
}
