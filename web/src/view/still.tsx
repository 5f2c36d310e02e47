import { Component, type ComponentType } from 'preact';
import { useRef } from 'preact/hooks';

/** Drawn again only when something that it is given is another: most of a page stays as it is. */
export function still<P extends object>(View: ComponentType<P>): ComponentType<P> {
  return class Still extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const before = this.props as Record<string, unknown>;
      const after = next as Record<string, unknown>;
      return Object.keys(after).some((name) => name !== 'children' && after[name] !== before[name]);
    }

    override render() {
      return <View {...(this.props as P)} />;
    }
  };
}

/** The same function at each drawing, which does what the newest one does. */
export function useSteady<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const newest = useRef(act);
  newest.current = act;
  return useRef((...args: A): R => newest.current(...args)).current;
}
