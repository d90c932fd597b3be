import { CircleAlert } from 'lucide-preact'
import { Component, type ComponentChildren } from 'preact'
import { m } from '../../messages/index.ts'
import { Button } from '../button.tsx'
import { EmptyState } from '../feedback/async-states.tsx'

/** An error boundary: an error in one page does not break the whole dashboard. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false }

  override componentDidCatch(error: unknown) {
    console.error(error)
    this.setState({ broken: true })
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <EmptyState
        icon={CircleAlert}
        title={m.ui_crash_title()}
        alert
        action={<Button onClick={() => location.reload()}>{m.ui_reload()}</Button>}
      >
        {m.ui_crash_text()}
      </EmptyState>
    )
  }
}
