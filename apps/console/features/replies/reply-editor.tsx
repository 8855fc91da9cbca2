import { Button, Form, Input, type InputRef, Segmented } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CannedReply,
  type CannedReplyInput,
  REPLY_VARIABLES,
  type ReplyVariable,
} from '../../../../src/desk/contract.ts'
import { OwnedEditor } from './owned-editor.tsx'
import styles from './replies.module.css'
import { ReplyText } from './reply-text.tsx'
import { useReplyEditor } from './use-reply-editor.ts'

/** Writing one reply, with its variables at hand and the result below. */
export function ReplyEditor({ reply, onClose }: { reply: CannedReply | null; onClose: () => void }) {
  const { t, i18n } = useTranslation(['replies', 'lists'])
  const [form] = Form.useForm<CannedReplyInput>()
  const editor = useReplyEditor(reply, onClose)
  const area = useRef<InputRef & { resizableTextArea?: { textArea: HTMLTextAreaElement } }>(null)
  const body = Form.useWatch('body', form) ?? reply?.body ?? ''
  const language = Form.useWatch('language', form) ?? reply?.language ?? 'zh'
  const inLanguage = i18n.getFixedT(language, 'replies')
  const examples = Object.fromEntries(
    REPLY_VARIABLES.map((name) => [name, inLanguage(`example.${keyOf(name)}`)]),
  ) as Record<ReplyVariable, string>

  const insert = (name: ReplyVariable) => {
    const field = area.current?.resizableTextArea?.textArea
    const at = field?.selectionStart ?? body.length
    form.setFieldValue('body', `${body.slice(0, at)}{${name}}${body.slice(field?.selectionEnd ?? at)}`)
    field?.focus()
  }
  return (
    <OwnedEditor
      title={t(reply ? 'replies:edit' : 'replies:new')}
      known={reply}
      form={form}
      editor={editor}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item
          name="shortcut"
          label={t('replies:field.shortcut')}
          extra={t('replies:help.shortcut')}
          rules={[
            {
              required: true,
              pattern: /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/u,
              message: t('replies:missing.shortcut'),
            },
          ]}
        >
          <Input prefix="/" autoFocus={!reply} maxLength={30} />
        </Form.Item>
        <Form.Item name="language" label={t('replies:field.language')}>
          <Segmented options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`lists:${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item
        name="title"
        label={t('replies:field.title')}
        rules={[{ required: true, whitespace: true, message: t('replies:missing.title') }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="body"
        label={t('replies:field.body')}
        rules={[
          { required: true, whitespace: true, message: t('replies:missing.body') },
          {
            validator: (_, text: string) =>
              unknownIn(text).length
                ? Promise.reject(new Error(t('replies:missing.variable', { name: unknownIn(text)[0] })))
                : Promise.resolve(),
          },
        ]}
      >
        <Input.TextArea ref={area as never} maxLength={2000} autoSize={{ minRows: 5, maxRows: 14 }} />
      </Form.Item>
      <div className={styles.variables}>
        <span>{t('replies:variables')}</span>
        {REPLY_VARIABLES.map((name) => (
          <Button key={name} size="small" onClick={() => insert(name)} title={`{${name}}`}>
            {t(`replies:variable.${keyOf(name)}`)}
          </Button>
        ))}
      </div>
      <div className={styles.seen}>
        <span className={styles.seenTitle}>{t('replies:preview')}</span>
        <div className={styles.bubble}>{body ? <ReplyText body={body} values={examples} /> : '…'}</div>
      </div>
    </OwnedEditor>
  )
}

const keyOf = (name: ReplyVariable) => name.replace('.', '-') as 'customer-name' | 'agent-name' | 'order-id'

const unknownIn = (body = ''): string[] =>
  [...body.matchAll(/\{([^{}]*)\}/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !(REPLY_VARIABLES as readonly string[]).includes(name))
