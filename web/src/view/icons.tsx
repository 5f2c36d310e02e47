/** Drawn for a 24 × 24 field, in lines of the text's colour. */
const paths = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.6-3.6 3.2-5.5 6.5-5.5s5.900 1.900 6.500 5.500M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.800c2 .7 3.200 2.500 3.500 5.200',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM15.500 15.500 20 20',
  send: 'M4 12 20 4l-5 16-3.500-6.500L4 12Z',
  reply: 'M10 6 4 12l6 6M4 12h10c3.500 0 6 2 6 6',
  smile:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.500 14.500c1.800 2.300 5.200 2.300 7 0M9 9.500v.01M15 9.500v.01',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'M12 5v14M6 13l6 6 6-6',
  plus: 'M12 5v14M5 12h14',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l1.500 2h-15L6 16ZM10 20.500h4',
  help: 'M9 9.200a3 3 0 1 1 4.200 2.700c-.8.400-1.200 1-1.200 1.900v.4M12 17.500v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  leave: 'M10 4H5v16h5M15 8l4 4-4 4M19 12H9',
  pin: 'M9 4h6l-1 6 3 3H7l3-3-1-6ZM12 13v7',
  board: 'M4 5h7v9H4zM13 5h7v6h-7zM13 13h7v6h-7zM4 16h7v3H4z',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  fetch: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  camera: 'M4 8h4l1.500-3h5L16 8h4v11H4zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Z',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2',
  pen: 'M4 20l1-4L16 5l3 3L8 19l-4 1Z',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
