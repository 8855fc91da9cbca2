import { html } from './html.ts'
import type { Page } from './layout.ts'
import type { Visit } from './visit.ts'

export function messagePage({ words }: Visit, kind: 'notFound' | 'error'): Page {
  const title = kind === 'notFound' ? words.notFoundTitle : words.errorTitle
  return {
    title,
    body: html`<section class="wrap narrow message"><h1>${title}</h1>
<p class="soft">${kind === 'notFound' ? words.notFoundText : words.errorText}</p>
<p><a class="button" href="/">${words.backHome}</a></p></section>`,
  }
}
