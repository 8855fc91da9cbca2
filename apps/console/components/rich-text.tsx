import { Fragment, type ReactNode } from 'react'
import { type Block, type Inline, parseMarkdown, parsePlain } from '../../kit/markdown.ts'
import styles from './rich-text.module.css'

/** Text of a message or an article: the house's small Markdown, or plain lines with links. Never HTML. */
export function RichText({ text, markdown = false }: { text: string; markdown?: boolean }) {
  if (!markdown) return <div className={styles.text}>{inlines(parsePlain(text))}</div>
  return <div className={styles.text}>{parseMarkdown(text).map(block)}</div>
}

function block(content: Block, at: number): ReactNode {
  if (content.kind === 'code') return <pre key={at}>{content.text}</pre>
  if (content.kind === 'paragraph') return <p key={at}>{inlines(content.content)}</p>
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change their order
  const items = content.items.map((item, index) => <li key={`${index}:${item.length}`}>{inlines(item)}</li>)
  return content.ordered ? (
    <ol key={at} start={content.start}>
      {items}
    </ol>
  ) : (
    <ul key={at}>{items}</ul>
  )
}

const inlines = (content: Inline[]): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change their order
  content.map((one, at) => <Fragment key={`${at}:${one.kind}`}>{inline(one)}</Fragment>)

function inline(content: Inline): ReactNode {
  switch (content.kind) {
    case 'text':
      return content.text
    case 'break':
      return <br />
    case 'code':
      return <code>{content.text}</code>
    case 'bold':
      return <strong>{inlines(content.content)}</strong>
    case 'link':
      return (
        <a href={content.href} target="_blank" rel="noreferrer noopener">
          {content.text}
        </a>
      )
  }
}
