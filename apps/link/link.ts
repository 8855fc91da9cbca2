import type { Standing } from '../../src/verification/contract.ts'
import type { LinkPage } from '../../src/verification/links/contract.ts'
import { openSignature } from './signature.ts'
import { type Words, words } from './words.ts'

// The token stands behind the # and so in no request line, log or referrer.
const token = location.hash.slice(1)
const main = document.querySelector<HTMLElement>('#page')!
let language: 'zh' | 'en' = navigator.language.startsWith('zh') ? 'zh' : 'en'
let page: LinkPage | null = null
let problem = ''
let finished = false
const w = (): Words => words[language]

class Refusal extends Error {}

async function call<T>(path: string, body: object | FormData): Promise<T> {
  const form = body instanceof FormData
  const response = await fetch(`/api/link${path}`, {
    method: 'POST',
    headers: { 'accept-language': language, ...(form ? {} : { 'content-type': 'application/json' }) },
    body: form ? body : JSON.stringify({ token, ...body }),
  })
  const answer = (await response.json().catch(() => null)) as { error?: { message?: string } } | null
  if (!response.ok) throw new Refusal(answer?.error?.message ?? w().failed)
  return answer as T
}

function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  set: Partial<HTMLElementTagNameMap[K]> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = Object.assign(document.createElement(tag), set)
  node.append(...inside)
  return node
}

/** A status line that is told as it changes. */
const told = (className = 'soft') => el('p', { className, role: 'status' })

/** Runs something with the button off; what is refused is told in the line. */
function act(button: HTMLButtonElement, line: HTMLElement, work: () => Promise<void>): void {
  button.disabled = true
  work()
    .catch((error: unknown) => {
      line.className = 'bad'
      line.textContent = error instanceof Refusal ? error.message : w().failed
    })
    .finally(() => {
      button.disabled = false
    })
}

function draw(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.querySelector('#language')!.textContent = w().other
  document.querySelector('#house')!.textContent = page?.botName[language] ?? ''
  main.replaceChildren(...content())
}

function content(): Node[] {
  if (problem) return [el('p', { className: 'bad', role: 'alert' }, problem)]
  if (!page) return [el('p', { className: 'soft' }, w().loading)]
  document.title = w()[page.purpose]
  const title = el('h1', {}, w()[page.purpose])
  if (finished) return [title, el('p', { className: 'good', role: 'status' }, w().done[page.purpose])]
  const note = page.note ? [el('p', { className: 'note' }, page.note)] : []
  const form = { verify: verifyForm, sign: signForm, upload: uploadForm }[page.purpose]
  return [title, ...note, el('p', { className: 'soft' }, w().why), ...form(page)]
}

function finish(): void {
  finished = true
  draw()
}

function verifyForm({ needsContact }: LinkPage): Node[] {
  const line = told()
  const contact = el('input', { autocomplete: 'email', maxLength: 120, id: 'contact' })
  const code = el('input', { className: 'code', inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 8 })
  const send = el('button', { type: 'button' }, w().send)
  const check = el('button', { type: 'button' }, w().check)
  const entry = el('div', { hidden: true }, el('label', {}, w().code, code))
  check.hidden = true
  const take = (answer: Standing) => {
    if (answer.state === 'proven') return finish()
    const waits = ['sent', 'wrong', 'wait'].includes(answer.state)
    entry.hidden = !waits
    check.hidden = !waits
    send.textContent = w().again
    send.className = waits ? 'plain' : ''
    line.className = ['sent', 'wait'].includes(answer.state) ? 'soft' : 'bad'
    line.textContent = sentenceOf(answer)
    if (waits) code.focus()
  }
  send.onclick = () =>
    act(send, line, async () => {
      if (needsContact && !contact.value.trim()) throw new Refusal(w().empty)
      take(await call<Standing>('/code', { contact: contact.value.trim() }))
    })
  check.onclick = () =>
    act(check, line, async () => {
      const answer = code.value.trim()
      if (!answer) throw new Refusal(w().empty)
      code.value = ''
      take(await call<Standing>('/answer', { answer }))
    })
  return [...(needsContact ? [el('label', {}, w().contact, contact)] : []), line, entry, check, send]
}

function sentenceOf({ state, hint, left, wait }: Standing): string {
  if (state === 'sent') return w().sent(hint)
  if (state === 'wrong') return w().wrong(left)
  if (state === 'wait') return w().wait(wait)
  if (state === 'locked') return w().locked(wait)
  if (state === 'expired') return w().expired
  return state === 'limited' ? w().limited : w().unavailable
}

function signForm(): Node[] {
  const line = told()
  const canvas = el('canvas', { tabIndex: 0 })
  canvas.setAttribute('aria-label', w().draw)
  const signature = openSignature(canvas)
  const clear = el('button', { type: 'button', className: 'plain', onclick: signature.clear }, w().clear)
  const submit = el('button', { type: 'button' }, w().submitSign)
  submit.onclick = () =>
    act(submit, line, async () => {
      const picture = await signature.picture()
      if (!picture) throw new Refusal(w().empty)
      await sendFile(picture, language === 'zh' ? '签名.png' : 'signature.png', line)
    })
  return [el('p', { className: 'soft' }, w().draw), canvas, line, el('div', { className: 'row' }, clear, submit)]
}

function uploadForm(): Node[] {
  const line = told()
  const chosen = el('input', { type: 'file', accept: 'image/*,application/pdf,video/mp4,text/plain' })
  const name = el('span', {}, w().choose)
  chosen.onchange = () => {
    name.textContent = chosen.files?.[0]?.name ?? w().choose
    line.textContent = ''
  }
  const submit = el('button', { type: 'button' }, w().submitFile)
  submit.onclick = () =>
    act(submit, line, async () => {
      const file = chosen.files?.[0]
      if (!file) throw new Refusal(w().empty)
      await sendFile(file, file.name, line)
    })
  return [el('label', { className: 'file' }, name, chosen), line, submit]
}

async function sendFile(file: Blob, name: string, line: HTMLElement): Promise<void> {
  line.className = 'soft'
  line.textContent = w().busy
  const form = new FormData()
  form.append('token', token)
  form.append('file', file, name)
  await call('/file', form)
  finish()
}

document.querySelector<HTMLButtonElement>('#language')!.onclick = () => {
  language = language === 'zh' ? 'en' : 'zh'
  draw()
}
draw()
try {
  page = await call<LinkPage>('', {})
  language = page.language
} catch (error) {
  problem = error instanceof Refusal ? error.message : w().failed
}
draw()
