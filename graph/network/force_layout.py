"""Force-directed graph layout with particle-mesh repulsion: near linear in nodes and links.

Forces are those of ForceAtlas2: a link is a spring, all nodes repel one another by 1 / distance,
and gravity, which grows with the distance, keeps apart components in one disc of even density.
Repulsion is that of particle-particle particle-mesh simulation (P3M): the far field is a potential
on a grid, convolved by FFT; pairs of near nodes, which a grid cannot tell apart, are added.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.fft import irfft2, next_fast_len, rfft2
from scipy.spatial import cKDTree

__all__ = ["force_layout"]

STEPS: Final = 150
LATE: Final = 0.7
"""After this part of the steps near pairs repel: only then do nodes stay where they are."""
GRAVITY: Final = 0.5
COARSEST: Final = 64
FINEST: Final = 512
"""Cells on each side of the grid; between these bounds a cell holds about a quarter of a node."""
NEAR: Final = 2.0
"""Cells within which the grid's field is too weak."""
CLOSEST: Final = 0.1
"""Part of `NEAR` below which repulsion grows no more."""

Plane = NDArray[np.complex128]
"""Points or vectors of the plane as complex numbers."""
Floats = NDArray[np.float64]
Links = NDArray[np.intp]


def force_layout(count: int, links: Links, weights: Floats) -> Plane:
    """Return the positions of nodes 0, 1, ...; the same input gives the same positions.

    `links` has a row of two different nodes for each link, `weights` how strong each pulls.
    Complexity: O(n log n + m) a step for n nodes and m links, 150 steps.
    Source: Jacomy et al., PLoS ONE 9(6), 2014, e98679, section "Energy Model"; Hockney and
    Eastwood, Computer Simulation Using Particles, 1988, chapter 8.

    >>> at = force_layout(2, np.array([[0, 1]]), np.array([1.0]))
    >>> bool(abs(at[0] - at[1]) > 0.5)
    True
    """
    springs = _springs(count, links, weights)
    stiffness = springs.sum(axis=1)
    field = _Field(count)
    at = _spiral(count)
    for step in range(STEPS):
        force = field(at, with_near=step >= STEPS * LATE)
        force += springs @ at - (stiffness + GRAVITY) * at
        at = at + _bounded(force / (1 + stiffness), np.sqrt(count) / 2 * (1 - step / STEPS))
    return at


def _springs(count: int, links: Links, weights: Floats) -> sparse.csr_array:
    """Return the weighted adjacency matrix."""
    one, other = links.T
    ends = np.concatenate((one, other)), np.concatenate((other, one))
    return sparse.csr_array((np.tile(weights, 2), ends), shape=(count, count))


def _spiral(count: int) -> Plane:
    """Return a sunflower spiral, which fills a disc evenly: the start of the simulation."""
    number = np.arange(count)
    spiral: Plane = np.sqrt(number + 0.5) * np.exp(1j * number * np.pi * (3 - np.sqrt(5)))
    return spiral


def _bounded(move: Plane, limit: float) -> Plane:
    """Shorten moves to a limit, which cools the simulation down as it sinks."""
    return move * (limit / np.maximum(np.abs(move), limit))


class _Field:
    """Repulsion of nodes by all others."""

    def __init__(self, count: int) -> None:
        self.side = int(np.clip(2 * np.sqrt(count), COARSEST, FINEST))
        # Twice the side, so that the cyclic convolution of the FFT does not wrap around.
        self.padded = 2 * (next_fast_len(2 * self.side, real=True),)
        away = [np.minimum(np.arange(size), size - np.arange(size)) for size in self.padded]
        squares = np.add.outer(away[0] ** 2, away[1] ** 2)
        self.kernel = rfft2(-0.5 * np.log(squares + 0.25))  # -log r, softened at the source

    def __call__(self, at: Plane, *, with_near: bool) -> Plane:
        """Return the force on each node."""
        low = complex(at.real.min(), at.imag.min())
        width = max(np.ptp(at.real), np.ptp(at.imag))
        cell = width / (self.side - 3)
        far = self._far((at - low) / cell + (1 + 1j)) / cell
        return far + _near(at, NEAR * cell) if with_near else far

    def _far(self, on_grid: Plane) -> Plane:
        """Return the gradient of the potential; mass and field are shared among four cells."""
        corners = self._corners(on_grid)
        mass = sum(np.bincount(cell, part, self.side**2) for cell, part in corners)
        spectrum = rfft2(np.reshape(mass, (self.side, self.side)), self.padded)
        potential = irfft2(spectrum * self.kernel, self.padded)[: self.side, : self.side]
        down, right = np.gradient(potential)
        field = -(down + 1j * right).ravel()
        forces: Plane = sum(part * field[cell] for cell, part in corners)
        return forces

    def _corners(self, on_grid: Plane) -> list[tuple[Links, Floats]]:
        """Return the four cells around each point with its share in each (bilinear)."""
        row, column = on_grid.real.astype(np.intp), on_grid.imag.astype(np.intp)
        down, right = on_grid.real - row, on_grid.imag - column
        first = row * self.side + column
        return [
            (first, (1 - down) * (1 - right)),
            (first + 1, (1 - down) * right),
            (first + self.side, down * (1 - right)),
            (first + self.side + 1, down * right),
        ]


def _near(at: Plane, radius: float) -> Plane:
    """Return the repulsion of pairs nearer than a radius, which sinks to nothing there."""
    tree = cKDTree(np.column_stack((at.real, at.imag)))
    one, other = tree.query_pairs(radius, output_type="ndarray").T
    apart = at[one] - at[other]
    # Nodes at one point leave it in directions that differ.
    apart = np.where(apart == 0, radius * 1e-9 * np.exp(1j * one), apart)
    distance = np.abs(apart)
    push = apart / distance / np.maximum(distance, CLOSEST * radius) * (1 - distance / radius) ** 2
    return _summed(one, push, len(at)) - _summed(other, push, len(at))


def _summed(nodes: Links, forces: Plane, count: int) -> Plane:
    real = np.bincount(nodes, forces.real, count)
    return real + 1j * np.bincount(nodes, forces.imag, count)
