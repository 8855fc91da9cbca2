import type { Block } from '#knowledge/import/blocks.ts'
import type { FoundDraft, ImportPlace } from '#knowledge/import/contract.ts'
import { bareQuestion, isQuestion, suggestQuestions } from '#knowledge/import/is-question.ts'

/** Longest body of one draft, in signs; a longer section becomes several. */
const CHUNK = 1800
/** A section shorter than this says nothing by itself. */
const SHORT = 12

/** Drafts of a document: questions with their answers first of all, definitions, and the other sections as they are. */
export function extractDrafts(blocks: Block[]): FoundDraft[] {
  const drafts: FoundDraft[] = []
  for (const section of sectionsOf(blocks)) {
    if ('problem' in section) {
      const { zh, en, place } = section.problem
      drafts.push({ place, content: { title: '', body: '', questions: [] }, problem: { zh, en } })
    } else drafts.push(...draftsOf(section))
  }
  return drafts
}

type Text = { text: string; place: ImportPlace }
type Section = { title: string; above: string[]; place: ImportPlace; texts: Text[] }

/** Text belongs to the heading above it; a heading knows the ones it stands under. */
function sectionsOf(blocks: Block[]): (Section | { problem: Extract<Block, { kind: 'problem' }> })[] {
  const sections: (Section | { problem: Extract<Block, { kind: 'problem' }> })[] = []
  const path: { level: number; text: string }[] = []
  let current: Section | null = null
  for (const block of blocks) {
    if (block.kind === 'problem') sections.push({ problem: block })
    else if (block.kind === 'heading') {
      while (path.length && path.at(-1)!.level >= block.level) path.pop()
      current = { title: block.text, above: path.map(({ text }) => text), place: block.place, texts: [] }
      path.push({ level: block.level, text: block.text })
      sections.push(current)
    } else {
      if (!current) {
        current = { title: '', above: [], place: block.place, texts: [] }
        sections.push(current)
      }
      current.texts.push({ text: block.text, place: block.place })
    }
  }
  return sections
}

function draftsOf(section: Section): FoundDraft[] {
  const { pairs, rest } = questionsIn(section.texts)
  const trail = [...section.above, section.title].filter(Boolean).map(cleanTitle)
  const drafts = pairs.map(({ question, answer, place }) => draft(question, answer, trail, place))
  const body = rest
    .map(({ text }) => text)
    .join('\n\n')
    .trim()
  if (section.title && isQuestion(section.title)) {
    // A question as a heading is answered by what stands below it, pairs and all.
    if (body) drafts.unshift(...chunks(bareQuestion(section.title), body, trail.slice(0, -1), section.place))
    return drafts
  }
  const definitions = rest.flatMap(({ text, place }) => definitionIn(text, trail, place))
  drafts.push(...definitions)
  const own = rest.filter(({ text }) => !definitionIn(text, trail, section.place).length)
  const left = own
    .map(({ text }) => text)
    .join('\n\n')
    .trim()
  if (left.length >= SHORT)
    drafts.push(...chunks(cleanTitle(section.title) || firstWords(left), left, trail.slice(0, -1), own[0]!.place))
  return drafts
}

type Pair = { question: string; answer: string; place: ImportPlace }
const ASKS = /^(?:\*\*)?\s*(?:Q(?:uestion)?\s*\d*|问(?:题)?\s*\d*)\s*[:：.、]\s*(.+)$/i
const ANSWERS = /^(?:\*\*)?\s*(?:A(?:nswer)?\s*\d*|答(?:案)?\s*\d*)\s*(?:\*\*)?\s*[:：.、]\s*(?:\*\*)?\s*(.*)$/i
const NUMBERED = /^(?:\*\*)?\s*[(（]?\d{1,3}\s*[.、．)）]\s*(.+)$/

/** `Q: … A: …`, `问：… 答：…`, and numbered or bold lines that ask; what is none of these is left over. */
function questionsIn(texts: Text[]): { pairs: Pair[]; rest: Text[] } {
  const pairs: Pair[] = []
  const rest: Text[] = []
  let open: { question: string; lines: string[]; place: ImportPlace; marked: boolean } | null = null
  const close = () => {
    const answer = open?.lines.join('\n').trim()
    if (open && answer) pairs.push({ question: open.question, answer, place: open.place })
    else if (open) rest.push({ text: open.question, place: open.place })
    open = null
  }
  for (const { text, place } of texts) {
    const lines = text.split('\n')
    let loose: string[] = []
    for (const line of lines) {
      const asked = ASKS.exec(line)?.[1] ?? numberedQuestion(line) ?? boldQuestion(line)
      const answered: string | undefined = open ? ANSWERS.exec(line)?.[1] : undefined
      if (asked !== undefined && answered === undefined) {
        if (loose.length) rest.push({ text: loose.join('\n'), place })
        loose = []
        close()
        open = { question: bareQuestion(asked), lines: [], place, marked: ASKS.test(line) }
      } else if (open) open.lines.push(answered ?? line)
      else loose.push(line)
    }
    if (loose.length) rest.push({ text: loose.join('\n'), place })
    if (open) open.lines.push('')
  }
  close()
  return { pairs, rest }
}

function numberedQuestion(line: string): string | undefined {
  const text = NUMBERED.exec(line)?.[1]
  return text && isQuestion(text) && text.length <= 80 ? text : undefined
}

/** A line that is nothing but a question. */
function boldQuestion(line: string): string | undefined {
  const text =
    /^\*\*(.+?)\*\*$/.exec(line.trim())?.[1] ?? (/[?？]$/.test(line.trim()) && line.length <= 60 ? line : undefined)
  return text && isQuestion(text) ? text : undefined
}

/** “X是指……”, “X means …”: one paragraph that says what something is. */
function definitionIn(text: string, trail: string[], place: ImportPlace): FoundDraft[] {
  const plain = text.replace(/\*\*/g, '').trim()
  const zh = /^[“"「]?([\p{Script=Han}A-Za-z0-9-]{2,20})[”"」]?\s*(?:是指|指的是|，?即)/u.exec(plain)?.[1]
  if (zh && plain.length <= 600) return [draft(`什么是${zh}`, text, trail, place)]
  const en = /^(?:an? |the )?["“]?([A-Za-z][\w -]{2,40}?)["”]? (?:means|refers to|is defined as)\b/i.exec(plain)?.[1]
  return en && plain.length <= 900 ? [draft(`What is ${en}`, text, trail, place)] : []
}

/** Paragraph by paragraph until a draft is full. */
function chunks(title: string, body: string, trail: string[], place: ImportPlace): FoundDraft[] {
  const parts: string[] = ['']
  for (const paragraph of body.split(/\n{2,}/).flatMap(pieces)) {
    const last = parts.at(-1)!
    if (last && last.length + paragraph.length > CHUNK) parts.push(paragraph)
    else parts[parts.length - 1] = last ? `${last}\n\n${paragraph}` : paragraph
  }
  return parts.map((part, i) =>
    draft(parts.length > 1 ? `${title} (${i + 1}/${parts.length})` : title, part, trail, place),
  )
}

/** A paragraph that alone is too long is cut between sentences. */
function pieces(paragraph: string): string[] {
  if (paragraph.length <= CHUNK) return [paragraph]
  return (paragraph.match(/[^。！？.!?\n]{1,1500}(?:[。！？.!?\n]+|$)/g) ?? [paragraph.slice(0, CHUNK)]).reduce<
    string[]
  >((out, sentence) => {
    const last = out.at(-1) ?? ''
    if (!out.length || last.length + sentence.length > CHUNK) out.push(sentence)
    else out[out.length - 1] = last + sentence
    return out
  }, [])
}

function draft(title: string, body: string, trail: string[], place: ImportPlace): FoundDraft {
  const asked = bareQuestion(title).slice(0, 200) || title.slice(0, 200)
  const above = trail.filter((one) => one !== asked)
  const context = above.at(-1)
  const questions = isQuestion(asked)
    ? suggestQuestions(asked)
    : context && !isQuestion(context)
      ? [`${context} ${asked}`.slice(0, 300)]
      : []
  const section = above.join(' › ').slice(0, 300)
  return { place: { ...place, ...(section && { section }) }, content: { title: asked, body: body.trim(), questions } }
}

const cleanTitle = (title: string) =>
  title
    .replace(
      /^(?:第[一二三四五六七八九十百\d]+[章节条篇部分]+\s*|\d{1,2}(?:\.\d{1,2}){0,3}[、.．]?\s+|[一二三四五六七八九十]{1,3}[、.．]\s*)/,
      '',
    )
    .trim()
    .slice(0, 200)
const firstWords = (text: string) =>
  (/^[^。！？.!?\n]{2,40}/.exec(text.replace(/^[-*\d.、\s]+/, ''))?.[0] ?? text.slice(0, 40)).trim()
