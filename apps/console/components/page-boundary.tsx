import { Component, type ReactNode } from 'react'
import { Problem } from './problem.tsx'

/** A page that throws shows a problem in its own place; the rest of the console goes on. Reset by `resetKey` (the path). */
export class PageBoundary extends Component<{ children: ReactNode; resetKey: string }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') }
  }

  override componentDidUpdate(previous: { resetKey: string }) {
    if (previous.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: null })
  }

  override render() {
    return this.state.error ? (
      <Problem error={this.state.error} onRetry={() => location.reload()} />
    ) : (
      this.props.children
    )
  }
}
