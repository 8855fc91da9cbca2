import { lazy } from 'react'
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router'
import { features } from './features/registry.tsx'
import { Frame, PageFrame } from './frame.tsx'
import MissingPage from './missing-page.tsx'

const SignIn = lazy(() => import('./features/sign-in/sign-in-page.tsx'))
const SetUp = lazy(() => import('./features/sign-in/set-up-page.tsx'))
const Account = lazy(() => import('./features/account/account-page.tsx'))

const pages: RouteObject[] = features.map((feature) => ({
  path: `${feature.path}/*`,
  element: <PageFrame feature={feature} />,
}))

export const router = createBrowserRouter(
  [
    { path: '/sign-in', element: <PageFrame page={SignIn} /> },
    { path: '/setup', element: <PageFrame page={SetUp} /> },
    {
      element: <Frame />,
      children: [
        { index: true, element: <Navigate to="/home" replace /> },
        ...pages,
        { path: 'account', element: <PageFrame page={Account} /> },
        { path: '*', element: <PageFrame page={MissingPage} /> },
      ],
    },
  ],
  { basename: '/console' },
)
