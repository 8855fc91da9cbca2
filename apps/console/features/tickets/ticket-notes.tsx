import { EyeOutlined, LockOutlined } from '@ant-design/icons'
import { Button, Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TicketNote } from '../../../../src/tickets/contract.ts'
import { Kbd } from '../../components/kbd.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './tickets.module.css'
import { useNoteText } from './use-note-text.ts'
import type { TicketWork } from './use-ticket.ts'

/** What the team wrote, and what of it the customer may read; the two can be told apart at a glance. */
export function TicketNotes({ notes, work, readOnly }: { notes: TicketNote[]; work: TicketWork; readOnly: boolean }) {
  const { t } = useTranslation('tickets')
  return (
    <section className={styles.card}>
      <h2>{t('notes.title')}</h2>
      {notes.length === 0 && <p className={styles.faint}>{t(readOnly ? 'notes.none' : 'notes.empty')}</p>}
      <ol className={styles.notes}>
        {notes.map((note) => (
          <Note key={note.id} note={note} />
        ))}
      </ol>
      {!readOnly && <NoteForm work={work} />}
    </section>
  )
}

function Note({ note }: { note: TicketNote }) {
  const { t } = useTranslation('tickets')
  const actorName = useActorName()
  const colleagues = useColleagues()
  return (
    <li className={note.customerVisible ? `${styles.note} ${styles.visible}` : styles.note}>
      <div className={styles.noteHead}>
        <strong>
          {colleagues.name(note.author.replace(/^user:/, '')) ?? (note.authorName || actorName(note.author))}
        </strong>
        <span className={styles.noteKind}>
          {note.customerVisible ? <EyeOutlined aria-hidden /> : <LockOutlined aria-hidden />}{' '}
          {t(note.customerVisible ? 'notes.visible' : 'notes.internal')}
        </span>
        <span className={styles.faint}>
          <RelativeTime at={note.at} />
        </span>
      </div>
      <p className={styles.description}>{note.body}</p>
    </li>
  )
}

function NoteForm({ work }: { work: TicketWork }) {
  const { t } = useTranslation('tickets')
  const form = useNoteText(work)
  return (
    <div className={form.visible ? `${styles.form} ${styles.visible}` : styles.form}>
      <Input.TextArea
        variant="borderless"
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={5000}
        aria-label={t('notes.title')}
        placeholder={t(form.visible ? 'notes.toCustomer' : 'notes.toTeam')}
        value={form.text}
        onChange={(event) => form.setText(event.target.value)}
        onKeyDown={form.onKey}
      />
      <div className={styles.formFoot}>
        <Segmented
          size="small"
          value={form.visible ? 'visible' : 'internal'}
          onChange={(kind) => form.setVisible(kind === 'visible')}
          options={[
            { value: 'internal', label: t('notes.internal'), icon: <LockOutlined aria-hidden /> },
            { value: 'visible', label: t('notes.visible'), icon: <EyeOutlined aria-hidden /> },
          ]}
        />
        <Button
          type="primary"
          size="small"
          disabled={!form.text.trim()}
          loading={work.note.isPending}
          onClick={form.send}
        >
          {t(form.visible ? 'notes.sendVisible' : 'notes.send')} <Kbd keys="mod+enter" />
        </Button>
      </div>
    </div>
  )
}
