import { PhoneOutlined } from '@ant-design/icons'
import { App, Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import { type PhoneUse, usePhone } from './phone-provider.tsx'

type Props = { customerId: string; conversationId?: string; hasNumber: boolean }

/** Calls a customer over the line of the house; says why when that cannot be done now. */
export function CallCustomer({ customerId, conversationId, hasNumber }: Props) {
  const { t } = useTranslation('phone')
  const { message, modal } = App.useApp()
  const errorText = useErrorText()
  const phone = usePhone()
  const [asking, setAsking] = useState(false)
  if (!phone) return null
  const hindrance = hasNumber ? hindranceOf(phone) : 'noNumber'
  const call = async (asked: boolean): Promise<void> => {
    setAsking(true)
    try {
      await phone.phone.command({ type: 'call', customerId, conversationId: conversationId ?? null, asked })
    } catch (error) {
      if (error instanceof ApiError && error.code === 'outside_call_hours')
        modal.confirm({
          title: t('callOut.outside'),
          content: errorText(error),
          okText: t('callOut.asked'),
          cancelText: t('cancel'),
          onOk: () => call(true),
        })
      else void message.error(errorText(error))
    } finally {
      setAsking(false)
    }
  }
  const dialling = phone.state?.dialling?.customerId === customerId
  return (
    <Tooltip title={hindrance && !dialling ? t(`callOut.${hindrance}`) : ''}>
      <Button
        size="small"
        icon={<PhoneOutlined aria-hidden />}
        loading={asking}
        disabled={hindrance !== null}
        onClick={() => void call(false)}
      >
        {t(dialling ? 'callOut.dialling' : 'callOut.call')}
      </Button>
    </Tooltip>
  )
}

/** What keeps one from calling anybody now. */
function hindranceOf({ link, state }: PhoneUse): 'off' | 'busy' | null {
  if (link !== 'live' || !state?.ready) return 'off'
  return state.call || state.dialling || state.ringing.length ? 'busy' : null
}
