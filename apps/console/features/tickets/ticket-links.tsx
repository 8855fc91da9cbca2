import { CloseOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LINK_KINDS, type TicketDetails, type TicketLink } from '../../../../src/tickets/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { TicketStateMark } from './marks.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { ticketTitle } from './ticket-title.ts'
import styles from './tickets.module.css'
import { useRelations } from './use-relations.ts'

/** Tickets this one hangs together with, those that were merged into it, and the way into another. */
export function TicketLinks({ details, readOnly }: { details: TicketDetails; readOnly: boolean }) {
  const { t } = useTranslation('tickets')
  const { ticket, links, merged } = details
  const acts = useRelations(ticket)
  const [number, setNumber] = useState('')
  const [kind, setKind] = useState<TicketLink['kind']>('related')
  const [merging, setMerging] = useState(false)
  const add = () => number.trim() && acts.link.mutate({ to: number.trim(), kind }, { onSuccess: () => setNumber('') })
  return (
    <section className={styles.card}>
      <h2>{t('links.title')}</h2>
      {links.length === 0 && merged.length === 0 && <p className={styles.faint}>{t('links.none')}</p>}
      <ul className={styles.links}>
        {links.map((link) => (
          <li key={link.id}>
            <span className={styles.faint}>{t(`links.${link.kind}`)}</span>
            <OtherTicket of={link} />
            {!readOnly && (
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('links.remove', { number: link.number })}
                onClick={() => acts.unlink.mutate(link.id)}
              />
            )}
          </li>
        ))}
        {merged.map((one) => (
          <li key={one.id}>
            <span className={styles.faint}>{t('merge.from')}</span>
            <OtherTicket of={one} />
          </li>
        ))}
      </ul>
      {!readOnly && (
        <div className={styles.acts}>
          <Select
            size="small"
            value={kind}
            onChange={setKind}
            aria-label={t('links.title')}
            options={LINK_KINDS.map((value) => ({ value, label: t(`links.${value}`) }))}
          />
          <Input
            size="small"
            style={{ width: 120 }}
            prefix="#"
            inputMode="numeric"
            aria-label={t('links.number')}
            placeholder={t('links.number')}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
            onPressEnter={add}
          />
          <Button size="small" onClick={add} loading={acts.link.isPending}>
            {t('links.add')}
          </Button>
          <span className={styles.spring} />
          <Button size="small" type="text" onClick={() => setMerging(true)}>
            {t('merge.act')}
          </Button>
        </div>
      )}
      {merging && <MergeDialog acts={acts} onClose={() => setMerging(false)} />}
    </section>
  )
}

function OtherTicket({ of }: { of: Omit<TicketLink, 'kind'> }) {
  const { locale } = usePreferences()
  return (
    <>
      <Link to={`/tickets/${of.id}`} className={styles.linkTitle}>
        <span className={styles.number}>#{of.number}</span> {ticketTitle(of, locale)}
      </Link>
      <TicketStateMark state={of.state} plain />
    </>
  )
}
