import { Bug } from 'lucide-preact'
import { Component, type ComponentChildren } from 'preact'
import { Blank } from './async-states.tsx'
import { Button } from './button.tsx'
import { words } from './words.ts'

/** Keeps a mistake in one page from taking the whole dashboard with it. */
export class Crash extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false }

  override componentDidCatch(error: unknown) {
    console.error(error)
    this.setState({ broken: true })
  }

  override render() {
    const t = words()
    if (!this.state.broken) return this.props.children
    return (
      <Blank
        icon={Bug}
        title={t.crashTitle}
        alert
        action={<Button onClick={() => location.reload()}>{t.reload}</Button>}
      >
        {t.crashText}
      </Blank>
    )
  }
}
