import { DownOutlined, PhoneOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Space, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import { changePreferences } from '../../preferences.ts'
import styles from './phone.module.css'
import { type PhoneUse, usePhone } from './phone-provider.tsx'
import { useCallLines } from './use-call-lines.ts'

type Props = { customerId: string; conversationId?: string; hasNumber: boolean }

/** Calls a customer, over the line of one's choice where there are several; says why when that cannot be done now. */
export function CallCustomer({ customerId, conversationId, hasNumber }: Props) {
  const { t } = useTranslation('phone')
  const { message, modal } = App.useApp()
  const errorText = useErrorText()
  const phone = usePhone()
  const [asking, setAsking] = useState(false)
  const { lines, line } = useCallLines(phone !== null)
  if (!phone) return null
  const hindrance = hasNumber ? hindranceOf(phone) : 'noNumber'
  const call = async (lineId: string | null, asked: boolean): Promise<void> => {
    setAsking(true)
    try {
      await phone.phone.command({ type: 'call', customerId, conversationId: conversationId ?? null, lineId, asked })
    } catch (error) {
      if (error instanceof ApiError && error.code === 'outside_call_hours')
        modal.confirm({
          title: t('callOut.outside'),
          content: errorText(error),
          okText: t('callOut.asked'),
          cancelText: t('cancel'),
          onOk: () => call(lineId, true),
        })
      else void message.error(errorText(error))
    } finally {
      setAsking(false)
    }
  }
  const dialling = phone.state?.dialling?.customerId === customerId
  const several = lines.length > 1
  const callOver = (lineId: string) => {
    changePreferences({ callLine: lineId })
    void call(lineId, false)
  }
  const button = (
    <Button
      size="small"
      icon={<PhoneOutlined aria-hidden />}
      loading={asking}
      disabled={hindrance !== null}
      onClick={() => void call(line?.id ?? null, false)}
    >
      {t(dialling ? 'callOut.dialling' : 'callOut.call')}
      {several && line && !dialling && <span className={styles.overLine}>{line.name}</span>}
    </Button>
  )
  const title = hindrance && !dialling ? t(`callOut.${hindrance}`) : ''
  if (!several) return <Tooltip title={title}>{button}</Tooltip>
  return (
    <Space.Compact>
      <Tooltip title={title}>{button}</Tooltip>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        disabled={hindrance !== null || asking}
        menu={{
          selectable: true,
          selectedKeys: line ? [line.id] : [],
          items: lines.map(({ id, name, number }) => ({
            key: id,
            label: (
              <span className={styles.lineChoice}>
                {name} <small>{number}</small>
              </span>
            ),
          })),
          onClick: ({ key }) => callOver(key),
        }}
      >
        <Button size="small" icon={<DownOutlined aria-hidden />} aria-label={t('callOut.chooseLine')} />
      </Dropdown>
    </Space.Compact>
  )
}

/** What keeps one from calling anybody now. */
function hindranceOf({ link, state }: PhoneUse): 'off' | 'busy' | null {
  if (link !== 'live' || !state?.ready) return 'off'
  return state.call || state.dialling || state.ringing.length ? 'busy' : null
}
