/** A text message by a template that the carrier approved; `values` fill it. */
export type TextMessage = { to: string; template: 'code' | 'link'; values: Record<string, string> }

/** `again`: worth another try later. `error` holds the provider's code, never a number or a text. */
export type TextSent = { ok: true } | { ok: false; again: boolean; error: string }

/** A provider of text messages; never throws. */
export type SendText = (message: TextMessage) => Promise<TextSent>
