import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import en from 'antd/es/locale/en_US.js'
import type { Locale } from 'antd/es/locale/index.js'
import zh from 'antd/es/locale/zh_CN.js'
import { useLayoutEffect } from 'react'
import { RouterProvider } from 'react-router'
import { ApiError } from './api.ts'
import { usePaintedMode, usePreferences } from './preferences.ts'
import { router } from './routes.tsx'
import { antTheme } from './theme.ts'

// The package is typed as CommonJS but bundled as a module: what arrives is the locale itself.
const locales = { zh: zh as unknown as Locale, en: en as unknown as Locale }

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // What the server refused stays refused; only a lost connection or a server fault is worth another try.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
})

export function App() {
  const { locale, density } = usePreferences()
  const mode = usePaintedMode()
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = mode
    document.documentElement.dataset.density = density
  }, [mode, density])
  return (
    <ConfigProvider locale={locales[locale]} theme={antTheme(mode, density)} button={{ autoInsertSpace: false }}>
      <AntApp className="app" message={{ maxCount: 3 }}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}
