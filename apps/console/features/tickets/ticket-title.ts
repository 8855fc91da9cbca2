import type { Ticket } from '../../../../src/tickets/contract.ts'

/** The title in the reader's language, where it has one of its own. */
export const ticketTitle = ({ title, titleEn }: Pick<Ticket, 'title' | 'titleEn'>, locale: 'zh' | 'en'): string =>
  (locale === 'en' && titleEn) || title
