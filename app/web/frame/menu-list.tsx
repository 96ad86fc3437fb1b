import { Link, useLocation } from 'wouter';
import { useSay } from '#lib/ui';
import { Icon } from './icon.tsx';
import { placeOf, places } from './menu.ts';
import { text } from './text.ts';

/** The loop as a menu; the places of a module show while one is in it. */
export function MenuList({ onGo }: { onGo?: () => void }) {
  const say = useSay();
  const [path] = useLocation();
  const { place: here, inside } = placeOf(path);
  return (
    <nav className="shell-menu" aria-label={say(text.menu)}>
      {places.map((place) => (
        <div key={place.path}>
          <Link
            className="shell-link"
            href={place.path}
            onClick={onGo}
            data-open={place === here}
            aria-current={place === here && !place.inside ? 'page' : undefined}
          >
            {place.icon && <Icon name={place.icon} />}
            {say(place.title)}
          </Link>
          {place === here && place.inside && (
            <ul>
              {place.inside.map((item) => (
                <li key={item.path}>
                  <Link
                    className="shell-link shell-inside"
                    href={item.path}
                    onClick={onGo}
                    aria-current={item === inside ? 'page' : undefined}
                  >
                    {say(item.title)}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </nav>
  );
}
