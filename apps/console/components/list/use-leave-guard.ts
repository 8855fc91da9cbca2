import { App } from 'antd'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'

/** Asks before unsaved work is left, within the console and when the tab closes. `leaving` lets one departure pass. */
export function useLeaveGuard(unsaved: boolean, leaving: RefObject<boolean>): void {
  const { modal } = App.useApp()
  const { t } = useTranslation('lists')
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && !leaving.current && currentLocation.pathname !== nextLocation.pathname,
  )
  const latest = useRef(blocker)
  latest.current = blocker

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const asked = modal.confirm({
      title: t('leave.title'),
      content: t('leave.text'),
      icon: null,
      okText: t('leave.go'),
      okButtonProps: { danger: true },
      cancelText: t('leave.stay'),
      onOk: () => latest.current.proceed?.(),
      onCancel: () => latest.current.reset?.(),
    })
    return asked.destroy
  }, [blocker.state, modal, t])

  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])
}
