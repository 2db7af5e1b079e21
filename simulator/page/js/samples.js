/** Two sample photographs, painted on a canvas, for people who have no picture at hand. */
import { h } from "./dom.js";

const SIDE = 640;

function sky(pen, top, bottom) {
  const wash = pen.createLinearGradient(0, 0, 0, SIDE);
  wash.addColorStop(0, top);
  wash.addColorStop(1, bottom);
  pen.fillStyle = wash;
  pen.fillRect(0, 0, SIDE, SIDE);
}

function leaf(pen, x, y, angle, length, colour) {
  pen.save();
  pen.translate(x, y);
  pen.rotate(angle);
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.quadraticCurveTo(length * 0.22, -length * 0.5, 0, -length);
  pen.quadraticCurveTo(-length * 0.22, -length * 0.5, 0, 0);
  pen.fill();
  pen.restore();
}

function greens(pen) {
  sky(pen, "#f4ead6", "#d9c39b");
  for (let i = 0; i < 46; i += 1) {
    const lean = Math.sin(i * 2.4) * 0.62;
    const shade = 28 + (i % 7) * 4;
    pen.strokeStyle = `hsl(96 42% ${shade + 14}%)`;
    pen.lineWidth = 7;
    pen.beginPath();
    pen.moveTo(320 + lean * 60, 590);
    pen.quadraticCurveTo(320 + lean * 90, 440, 320 + lean * 330, 300 - (i % 5) * 26);
    pen.stroke();
    leaf(pen, 320 + lean * 330, 310 - (i % 5) * 26, lean * 0.9, 170, `hsl(112 46% ${shade}%)`);
  }
  pen.fillStyle = "#c8a24d";
  pen.fillRect(262, 470, 116, 26);
}

function sweets(pen) {
  sky(pen, "#fbe9e1", "#e7c9b5");
  pen.fillStyle = "#7a9a4e";
  pen.beginPath();
  pen.ellipse(320, 340, 280, 230, 0, 0, Math.PI * 2);
  pen.fill();
  const layers = ["#f7f2e6", "#8bc18a", "#f3a6b5", "#f2cf63"];
  for (let i = 0; i < 16; i += 1) {
    const [x, y] = [130 + (i % 4) * 100, 200 + Math.floor(i / 4) * 76];
    layers.forEach((_, layer) => {
      pen.fillStyle = layers[(layer + i) % 4];
      pen.fillRect(x, y + layer * 14, 76, 14);
    });
  }
}

export const SAMPLES = [
  { name: "ผักบุ้งหนึ่งกำ", paint: greens },
  { name: "ขนมชั้นหนึ่งถาด", paint: sweets },
];

/** A square canvas with the sample painted on it. */
export function drawSample({ paint }) {
  const canvas = h("canvas", { width: SIDE, height: SIDE });
  paint(canvas.getContext("2d"));
  return canvas;
}
