import { type ComponentType, Suspense } from 'react'
import { Outlet, useLocation } from 'react-router'
import { KeysHelp } from './commands/keys-help.tsx'
import { Palette } from './commands/palette.tsx'
import { useConsoleCommands } from './commands/use-console-commands.ts'
import { Loading } from './components/loading.tsx'
import { PageBoundary } from './components/page-boundary.tsx'
import { useAlertWatch } from './features/alerts/use-alert-watch.tsx'
import { useAlerts } from './features/desk/use-alerts.ts'
import { CallBar } from './features/phone/call-bar.tsx'
import { PhoneProvider } from './features/phone/phone-provider.tsx'
import { RingPanel } from './features/phone/ring-panel.tsx'
import { allows, type Feature } from './features/registry.tsx'
import { useTicketNotices } from './features/tickets/use-notices.tsx'
import { useWhispers } from './features/wall/use-whispers.ts'
import styles from './frame.module.css'
import MissingPage from './missing-page.tsx'
import { Navigation } from './navigation.tsx'
import { usePush } from './push/use-push.ts'
import { ConnectionLine } from './realtime/connection-line.tsx'
import { RealtimeProvider } from './realtime/realtime.tsx'
import { SessionGate, useSession } from './session.tsx'

/** Everything behind the sign-in: the rail, the live connection, the console-wide commands, and the page. */
export function Frame() {
  return (
    <SessionGate>
      <RealtimeProvider>
        <PhoneProvider>
          <Layout />
        </PhoneProvider>
      </RealtimeProvider>
    </SessionGate>
  )
}

function Layout() {
  useConsoleCommands()
  useAlerts()
  useWhispers()
  useTicketNotices()
  useAlertWatch()
  usePush()
  return (
    <div className={styles.frame}>
      <Navigation />
      <main className={styles.main}>
        <ConnectionLine />
        <CallBar />
        <Outlet />
      </main>
      <Palette />
      <KeysHelp />
      <RingPanel />
    </div>
  )
}

/** One page in its own error boundary and loading state; a page somebody may not open does not exist for them. */
export function PageFrame({ feature, page }: { feature?: Feature; page?: ComponentType }) {
  const { pathname } = useLocation()
  return (
    <PageBoundary resetKey={pathname}>
      <Suspense fallback={<Loading page />}>
        {feature ? <Guarded feature={feature} /> : page ? <Plain page={page} /> : null}
      </Suspense>
    </PageBoundary>
  )
}

function Guarded({ feature }: { feature: Feature }) {
  const { may } = useSession()
  return allows(feature, may) ? <feature.page /> : <MissingPage />
}

const Plain = ({ page: Shown }: { page: ComponentType }) => <Shown />
