import { Component, type ReactNode } from 'react'
import { Failure } from '../components/Failure'

interface ScreenBoundaryState {
  thrown: { name: string } | undefined
}

/** A fault in one screen leaves the box and the other screens usable. What was thrown may hold user data: only its kind is shown. */
export class ScreenBoundary extends Component<{ children: ReactNode }, ScreenBoundaryState> {
  override state: ScreenBoundaryState = { thrown: undefined }

  static getDerivedStateFromError(thrown: unknown): ScreenBoundaryState {
    return { thrown: { name: thrown instanceof Error ? thrown.name : 'unknown failure' } }
  }

  override render(): ReactNode {
    if (this.state.thrown === undefined) return this.props.children
    return (
      <Failure
        error={{ kind: 'internal', detail: this.state.thrown.name }}
        doing="Show this screen"
        onRetry={() => this.setState({ thrown: undefined })}
      />
    )
  }
}
