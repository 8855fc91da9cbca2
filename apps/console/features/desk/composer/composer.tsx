import { LockOutlined, PaperClipOutlined, SendOutlined, ShoppingOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { Button, Input, Tooltip } from 'antd'
import { type ClipboardEvent, type DragEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Conversation, MAX_TEXT } from '../../../../../src/conversations/contract.ts'
import { shownKeys } from '../../../commands/keys.ts'
import { useCommands } from '../../../commands/registry.ts'
import { AssistPanel } from '../assist/assist-panel.tsx'
import { TranslateTool, TranslationLine } from '../translate/draft-translation.tsx'
import { ViewersLine } from '../viewers-line.tsx'
import { AttachmentStrip } from './attachment-strip.tsx'
import styles from './composer.module.css'
import { EmojiPicker } from './emoji-picker.tsx'
import { MentionPopup } from './mention-popup.tsx'
import { OfferPopup } from './offer-popup.tsx'
import { OrderCards } from './order-cards.tsx'
import { ACCEPTED, type useAttachments } from './use-attachments.ts'
import { useComposer } from './use-composer.ts'
import { VoiceTool } from './voice-tool.tsx'

/** Writing to the customer, or a note to the team. Enter sends, Shift+Enter breaks the line, `/` brings the scripts. */
export function Composer({
  conversation,
  files,
}: {
  conversation: Conversation
  files: ReturnType<typeof useAttachments>
}) {
  const { t } = useTranslation('desk')
  const composer = useComposer(conversation, files)
  const picker = useRef<HTMLInputElement>(null)
  const { note, setNote, box, text, offers, mentions } = composer
  const focus = () => box.current?.focus()
  const group = t('keys.group')
  const toggleNote = () => {
    setNote(!note)
    focus()
  }

  useCommands([
    {
      id: 'desk:note',
      title: note ? t('composer.toReply') : t('composer.toNote'),
      group,
      keys: 'alt+i',
      run: toggleNote,
    },
    { id: 'desk:focus', title: t('keys.write'), group, keys: 'r', keyOnly: true, run: focus },
    { id: 'desk:attach', title: t('composer.attach'), group, keys: 'alt+u', run: () => picker.current?.click() },
  ])

  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    files.addFiles(event.clipboardData.files)
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    files.addFiles(event.dataTransfer.files)
  }
  const openScripts = () => {
    const next = text && !/\s$/.test(text) ? `${text} /` : `${text}/`
    composer.change(next, next.length)
    focus()
  }

  return (
    <>
      <ViewersLine conversationId={conversation.id} typing={text.length > 0} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files can be dropped anywhere here; the button does the same by key */}
      <div
        className={note ? `${styles.composer} ${styles.noting}` : styles.composer}
        onDrop={dropped}
        onDragOver={(event) => event.preventDefault()}
      >
        {offers.open && <OfferPopup offers={offers} language={conversation.language} />}
        <MentionPopup mentions={mentions} />
        <AssistPanel
          conversation={conversation}
          text={text}
          note={note}
          findings={composer.wording.findings}
          onReplace={(next) => composer.change(next, next.length)}
        />
        {note && (
          <div className={styles.noteLine}>
            <LockOutlined aria-hidden /> {t('composer.noteHint')}
          </div>
        )}
        <TranslationLine translation={composer.translation} />
        <AttachmentStrip attachments={files.attachments} onDrop={files.drop} />
        <Input.TextArea
          ref={(area) => {
            box.current = area?.resizableTextArea?.textArea ?? null
          }}
          className={styles.text ?? ''}
          variant="borderless"
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={MAX_TEXT}
          value={text}
          aria-label={note ? t('composer.noteLabel') : t('composer.label', { name: conversation.customerName })}
          placeholder={note ? t('composer.notePlaceholder') : t('composer.placeholder')}
          onChange={(event) => composer.change(event.target.value, event.target.selectionStart)}
          onSelect={(event) => composer.setCaret(event.currentTarget.selectionStart)}
          onKeyDown={composer.onKey}
          onPaste={paste}
        />
        <div className={styles.bar}>
          <Tool
            title={t('composer.scripts')}
            keys="/"
            icon={<ThunderboltOutlined aria-hidden />}
            onClick={openScripts}
          />
          <Tool
            title={t('composer.attach')}
            keys="alt+u"
            icon={<PaperClipOutlined aria-hidden />}
            onClick={() => picker.current?.click()}
          />
          <OrderCards conversation={conversation} onPick={files.addCard}>
            <Button
              type="text"
              size="small"
              icon={<ShoppingOutlined aria-hidden />}
              aria-label={t('composer.cards')}
              title={t('composer.cards')}
            />
          </OrderCards>
          <VoiceTool onNote={(file) => files.addFiles([file])} />
          <EmojiPicker onPick={composer.put} />
          <Tool
            title={t('composer.toNote')}
            keys="alt+i"
            icon={<LockOutlined aria-hidden />}
            pressed={note}
            onClick={toggleNote}
          />
          <TranslateTool translation={composer.translation} />
          <span className={styles.hint}>{t('composer.keys')}</span>
          <Button
            type="primary"
            size="small"
            className={note ? (styles.noteSend ?? '') : ''}
            icon={note ? <LockOutlined aria-hidden /> : <SendOutlined aria-hidden />}
            disabled={composer.empty || files.uploading || composer.wording.refused}
            onClick={composer.submit}
          >
            {note ? t('composer.keep') : t('composer.send')}
          </Button>
        </div>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept={ACCEPTED}
          onChange={(event) => {
            files.addFiles(event.target.files ?? [])
            event.target.value = ''
          }}
        />
      </div>
    </>
  )
}

function Tool({
  title,
  keys,
  icon,
  onClick,
  pressed,
}: {
  title: string
  keys: string
  icon: React.ReactNode
  onClick: () => void
  pressed?: boolean
}) {
  return (
    <Tooltip title={`${title} · ${shownKeys(keys).join(' ')}`} mouseEnterDelay={0.4}>
      <Button
        type="text"
        size="small"
        icon={icon}
        aria-label={title}
        aria-pressed={pressed}
        className={pressed ? (styles.pressed ?? '') : ''}
        onClick={onClick}
      />
    </Tooltip>
  )
}
