import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Modal, QRCode, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import type { VerificationView } from '../../../../src/verification/contract.ts'
import {
  type LinkWay,
  type LinkWish,
  type ListedLink,
  linkPurpose,
  type MadeLink,
} from '../../../../src/verification/links/contract.ts'
import { formatTime } from '../../../kit/format.ts'
import { get, type Page, post } from '../../api.ts'
import { CopyField } from '../../components/list/copy-field.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './verification.module.css'

type Props = { conversation: Conversation; view: VerificationView; onClose: () => void }

/** Gives the customer a page on his own phone: sent to him, written in the chat, or shown as a code to scan. */
export function LinkDialog({ conversation, view, onClose }: Props) {
  const { t } = useTranslation('verification')
  const { locale } = usePreferences()
  const { failed } = useTold()
  const client = useQueryClient()
  const path = `/api/conversations/${conversation.id}/links`
  const queryKey = ['verification', conversation.id, 'links']
  const links = useQuery({ queryKey, queryFn: ({ signal }) => get<Page<ListedLink>>(path, {}, signal) })
  const make = useMutation({
    mutationFn: (wish: LinkWish) => post<MadeLink>(path, wish, null),
    onSuccess: () => void client.invalidateQueries({ queryKey }),
    onError: failed,
  })
  const onFile = view.needsContact ? [] : view.methods.filter((method) => method === 'sms' || method === 'email')
  const ways: LinkWay[] = [...(onFile as LinkWay[]), 'chat', 'show']
  const made = make.data
  return (
    <Modal
      open
      title={t('link.title', { name: conversation.customerName })}
      footer={null}
      onCancel={onClose}
      width={480}
    >
      <div className={styles.dialog}>
        {made ? (
          <Made link={made} />
        ) : (
          <Form<LinkWish>
            layout="vertical"
            requiredMark={false}
            initialValues={{ purpose: 'verify', way: ways[0], note: '' }}
            onFinish={(wish) => make.mutate(wish)}
          >
            <Form.Item name="purpose" label={t('link.purpose')}>
              <Radio.Group options={linkPurpose.options.map((value) => ({ value, label: t(`link.for.${value}`) }))} />
            </Form.Item>
            <Form.Item name="note" label={t('link.note')} extra={t('link.noteHint')}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="way" label={t('link.way')}>
              <Radio.Group options={ways.map((value) => ({ value, label: t(`link.by.${value}`) }))} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={make.isPending}>
              {t('link.make')}
            </Button>
          </Form>
        )}
        {links.data && links.data.items.length > 0 && (
          <ul className={styles.history} aria-label={t('link.earlier')}>
            {links.data.items.map((one) => (
              <li key={one.id}>
                <time dateTime={one.at}>{formatTime(one.at, locale)}</time>
                <span>
                  {t(`link.for.${one.purpose}`)} {one.note}
                </span>
                <span>{t(`link.state.${one.state}`)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Modal>
  )
}

function Made({ link }: { link: MadeLink }) {
  const { t } = useTranslation('verification')
  const { locale } = usePreferences()
  const until = formatTime(link.expiresAt, locale)
  return (
    <div className={styles.made}>
      <Alert
        type={link.sent ? 'success' : 'info'}
        showIcon
        role="status"
        title={t(link.sent ? 'link.sent' : 'link.shown', { to: link.hint || t('link.theChat'), until })}
      />
      <QRCode value={link.url} size={180} bordered={false} />
      <CopyField text={link.url} label={t('link.address')} />
    </div>
  )
}
