import type { Option, Part } from '#conversations/contract.ts'
import type { CardTemplate, FlowOption, PackWording, PartTemplate, Template, Wording } from '#dialogue/contract.ts'
import { evaluate, holds, isEmpty, parseExpression, readValue, type Scope } from '#dialogue/expression.ts'
import { clip, FORMATS } from '#dialogue/format.ts'
import type { InputTemplate } from '#dialogue/input-template.ts'
import type { Language } from '#understanding/contract.ts'

/** For whom it is written, and what the pack calls things. */
export type Reader = { language: Language; elderly: boolean; pack: PackWording }

const HOLE = /\{([^{}|]+)(?:\|\s*(\w+)(?:\s+([^{}]*?))?\s*)?\}/g

/** Parts of a message made from their templates; what has nothing to show is left out. */
export function renderParts(templates: PartTemplate[], scope: Scope, reader: Reader): Part[] {
  return templates.flatMap((template) =>
    template.when && !holds(template.when, scope) ? [] : renderPart(template, scope, reader),
  )
}

function renderPart(template: PartTemplate, scope: Scope, reader: Reader): Part[] {
  switch (template.kind) {
    case 'text':
      return textPart(say(template.text, scope, reader))
    case 'card': {
      const card = reader.pack.cards[template.use]
      const value = readValue(template.of, scope)
      const items = Array.isArray(value) ? value.slice(0, template.limit) : isEmpty(value) ? [] : [value]
      return card ? items.map((item) => renderCard(card, { ...scope, item }, reader)) : []
    }
    case 'timeline':
      return renderTimeline(template, scope, reader)
    case 'source':
      return renderSources(readValue(template.of, scope))
    case 'choices': {
      const options = renderOptions(template.options, scope, reader)
      return options.length ? [{ kind: 'choices', options }] : []
    }
  }
}

/** A sentence in the reader's language, shorter for the elderly where one was written. */
export function say(wording: Wording, scope: Scope, reader: Reader): string {
  return fill((reader.elderly && wording.elderly ? wording.elderly : wording)[reader.language], scope, reader)
}

/** A hole with nothing in it leaves no space behind. */
const tidy = (text: string): string =>
  text
    .replace(/[ \u3000]+$/gm, '')
    .replace(/(?<=\S) {2,}/g, ' ')
    .replace(/(?<=：) +/g, '')
    .trim()

export const textPart = (text: string): Part[] => (text.trim() ? [{ kind: 'text', text: clip(tidy(text), 3900) }] : [])

export function fill(template: string, scope: Scope, reader: Reader): string {
  return template.replace(HOLE, (_, expression: string, format?: string, argument?: string) => {
    const value = evaluate(parseExpression(expression), scope)
    if (isEmpty(value)) return ''
    const write = format ? FORMATS[format] : undefined
    return write ? write(value, argument ?? '', { language: reader.language, terms: reader.pack.terms }) : String(value)
  })
}

const fillTemplate = (template: Template, scope: Scope, reader: Reader): string =>
  typeof template === 'string' ? fill(template, scope, reader) : say(template, scope, reader)

/** Every `{expression}` of a template with its format, for the checks. */
export const holesOf = (template: string): { expression: string; format: string | undefined }[] =>
  [...template.matchAll(HOLE)].map((match) => ({ expression: match[1]!, format: match[2] }))

export function renderOptions(options: FlowOption[], scope: Scope, reader: Reader): Option[] {
  return options
    .filter((option) => !option.when || holds(option.when, scope))
    .map((option) => ({ value: fill(option.value, scope, reader), label: clip(say(option.label, scope, reader), 200) }))
    .filter((option) => option.value && option.label)
}

function renderCard(card: CardTemplate, scope: Scope, reader: Reader): Part {
  const line = (template: Template | undefined, length: number) =>
    template ? clip(fillTemplate(template, scope, reader), length) : ''
  const [subtitle, image, status] = [
    line(card.subtitle, 300),
    card.image ? fill(card.image, scope, reader).slice(0, 500) : '',
    line(card.status, 60),
  ]
  return {
    kind: 'card',
    card: card.card,
    id: fill(card.id, scope, reader).slice(0, 64) || '-',
    title: line(card.title, 200) || '-',
    ...(subtitle && { subtitle }),
    ...(image && { image }),
    ...(status && { status }),
    facts: card.facts
      .filter((fact) => !fact.when || holds(fact.when, scope))
      .map((fact) => ({ label: clip(say(fact.label, scope, reader), 60), value: line(fact.value, 400) }))
      .filter((fact) => fact.value),
  }
}

function renderTimeline(template: Extract<PartTemplate, { kind: 'timeline' }>, scope: Scope, reader: Reader): Part[] {
  const value = readValue(template.of, scope)
  const items = Array.isArray(value) ? value.slice(0, template.limit) : []
  const subtitle = template.subtitle ? clip(say(template.subtitle, scope, reader), 300) : ''
  const steps = items.map((item) => {
    const inner = { ...scope, item }
    const place = template.step.place ? clip(fill(template.step.place, inner, reader), 100) : ''
    return {
      at: clip(fill(template.step.at, inner, reader), 40),
      text: clip(fillTemplate(template.step.text, inner, reader), 400),
      ...(place && { place }),
    }
  })
  return steps.length
    ? [
        {
          kind: 'timeline',
          title: clip(say(template.title, scope, reader), 200) || '-',
          ...(subtitle && { subtitle }),
          steps,
        },
      ]
    : []
}

function renderSources(value: unknown): Part[] {
  const articles = (Array.isArray(value) ? value : []) as { id?: unknown; title?: unknown }[]
  return articles
    .slice(0, 2)
    .flatMap(({ id, title }): Part[] =>
      id && title ? [{ kind: 'source', articleId: String(id), title: clip(String(title), 200) }] : [],
    )
}

/** The input of an action. A string that is one `{expression}` keeps its type; empty values are left out. */
export function renderInput(template: InputTemplate, scope: Scope, reader: Reader): unknown {
  if (typeof template === 'string') {
    const whole = /^\{([^{}|]+)\}$/.exec(template)
    const value = whole ? readValue(whole[1]!, scope) : fill(template, scope, reader)
    return isEmpty(value) ? undefined : value
  }
  if (Array.isArray(template))
    return template.map((item) => renderInput(item, scope, reader)).filter((item) => item !== undefined)
  if (typeof template !== 'object') return template
  const entries = Object.entries(template).map(([key, value]) => [key, renderInput(value, scope, reader)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
